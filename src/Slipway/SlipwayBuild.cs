using System.Runtime.CompilerServices;
using Slipway.Graphs;
using Slipway.Hosting;
using Slipway.Parameters;

namespace Slipway;

/// <summary>The class that a build file extends.</summary>
public abstract partial class SlipwayBuild : IBuild
{
    // In the order made: what was made later may use what was made before it. Components may use the same name for different
    // things. Types of this kind are compiled ahead of time, those over structs are not.
    private readonly List<Made> _made = [];
    private ParameterValues? _values;
    private Action<Secret>? _mask;
    private AbsolutePath? _root;
    private AbsolutePath? _temp;
    private BuildTerminal? _terminal;

    /// <inheritdoc/>
    public AbsolutePath RootFolder => _root ?? throw new InvalidOperationException("The root folder was read before the build was started.");

    /// <inheritdoc/>
    public AbsolutePath TempFolder => _temp ?? RootFolder / ".nuke/temp";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Environment { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <inheritdoc/>
    public BuildTerminal Terminal => _terminal ?? throw new InvalidOperationException("The terminal was used before the build was started.");

    /// <summary>Runs a build from its <c>Main</c>, to the process's exit code.</summary>
    /// <typeparam name="TBuild">The build file's class.</typeparam>
    /// <param name="args">The command line.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync<TBuild>(string[] args)
        where TBuild : SlipwayBuild, new() => new BuildHost(new TBuild(), HostOptions.FromProcess()).RunAsync(args);

    /// <inheritdoc/>
    public T Get<T>(T @default = default!, [CallerMemberName] string name = "") =>
        Values(name).Find(name, @default) is var value && value is null or T ? (T)value! : throw Values(name).OtherType(name, typeof(T));

    /// <inheritdoc/>
    public T Once<T>(Func<T> make, [CallerMemberName] string name = "")
        where T : class
    {
        lock (_made)
        {
            if (_made.Find(made => made.Name == name && made.Type == typeof(T)) is not { } known)
            {
                var value = make();
                // Making it may have made others.
                _made.Add(known = new Made(name, typeof(T), value));
            }

            return (T)known.Value;
        }
    }

    /// <summary>This build as one of its components, to reach members that a class sees only through the interface.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <exception cref="ProblemException">The build does not implement it.</exception>
    protected T As<T>()
        where T : class, IBuild =>
        this as T ?? throw new ProblemException(GraphProblems.LacksComponent(GetType(), typeof(T)));

    /// <inheritdoc/>
    public void Mask(Secret secret) => _mask?.Invoke(secret);

    internal void Start(string rootFolder, IReadOnlyDictionary<string, string> environment, ParameterValues values, Action<Secret> mask, BuildTerminal? terminal = null)
    {
        _root = AbsolutePath.OfProject(rootFolder);
        Environment = environment;
        _values = values;
        _mask = mask;
        _terminal = terminal;
    }

    /// <summary>Says what this run is part of, before it is started.</summary>
    internal void PlaceRun(IReadOnlyList<string> arguments, string? tempFolder)
    {
        Arguments = arguments;
        _temp = tempFolder is null ? null : AbsolutePath.OfProject(tempFolder);
    }

    internal void End() => Forget();

    /// <summary>Disposes of what was made once: it is made again when it is asked for.</summary>
    internal void Forget()
    {
        lock (_made)
        {
            for (var i = _made.Count - 1; i >= 0; i--)
                (_made[i].Value as IDisposable)?.Dispose();
            _made.Clear();
        }
    }

    private ParameterValues Values(string name) =>
        _values ?? throw new InvalidOperationException($"Parameter '{name}' was read before the build was started.");

    private sealed record Made(string Name, Type Type, object Value);
}
