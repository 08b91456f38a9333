using Slipway.Processes;

namespace Benchmarks.Contenders;

/// <summary>The folder that everything is set up in, and what is run there.</summary>
internal sealed class Scratch : IDisposable
{
    private static readonly TimeSpan LongestPreparation = TimeSpan.FromMinutes(4);

    private readonly ProcessRunner _processes = new(TimeProvider.System);
    private readonly Dictionary<string, Task<string?>> _made = new(StringComparer.Ordinal);

    public Scratch(string repository)
    {
        Repository = repository;
        Folder = Path.Combine(repository, ".nuke", "temp", "benchmarks", "scratch");
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
    }

    public string Repository { get; }

    public string Folder { get; }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // Somebody still writes there, as a compilation ahead of time does: the next session deletes it.
        }
    }

    public string PathOf(string path) => Path.Combine(Folder, path);

    public string Write(string path, string text)
    {
        var full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>A command in a folder of the scratch folder, freed of what the build that runs this hands down.</summary>
    public ProcessInvocation Command(string folder, string program, params IReadOnlyList<string> arguments) => new()
    {
        Program = program,
        Arguments = arguments,
        WorkingFolder = PathOf(folder),
        Timeout = LongestPreparation,
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["SLIPWAY_ROOT"] = null,
            ["SLIPWAY_COMPILED"] = null,
            ["CI"] = null,
            ["GITHUB_ACTIONS"] = null,
            ["NUKE_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["TURBO_TELEMETRY_DISABLED"] = "1",
        },
    };

    /// <summary>Runs a command to its end.</summary>
    public async Task<ProcessResult> RunAsync(ProcessInvocation command, CancellationToken cancellationToken)
    {
        try
        {
            return await _processes.RunAsync(command, cancellationToken);
        }
        catch (ProcessStartException e)
        {
            return new ProcessResult(127, [new OutputLine(e.Message.Split('\n')[0], IsError: true)], TimeSpan.Zero);
        }
    }

    /// <summary>The first line of what a program says of itself, or <see langword="null"/> where it is not here.</summary>
    public async Task<string?> VersionAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await RunAsync(Command("", program, arguments), cancellationToken);
        return result.Succeeded ? result.Output.Select(line => line.Text).FirstOrDefault(text => text.Length > 0) : null;
    }

    /// <summary>Sets something up once, however many works need it.</summary>
    /// <param name="name">What.</param>
    /// <param name="make">Does it; gives the reason where it cannot be done, else <see langword="null"/>.</param>
    public Task<string?> OnceAsync(string name, Func<Task<string?>> make) =>
        _made.TryGetValue(name, out var made) ? made : _made[name] = make();
}
