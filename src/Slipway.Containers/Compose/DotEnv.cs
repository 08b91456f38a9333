namespace Slipway.Containers.Compose;

/// <summary>An environment file such as <c>.env</c>, read as compose reads it.</summary>
public sealed class DotEnv
{
    private readonly Dictionary<string, DotEnvVariable> _byName;

    internal DotEnv(string path, IEnumerable<DotEnvVariable> variables)
    {
        Path = path;
        _byName = new Dictionary<string, DotEnvVariable>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var variable in variables)
        {
            if (!_byName.ContainsKey(variable.Name))
                order.Add(variable.Name);
            _byName[variable.Name] = variable;
        }

        Variables = order.ConvertAll(name => _byName[name]);
    }

    /// <summary>The file, as places name it.</summary>
    public string Path { get; }

    /// <summary>The variables in the order of the file. Of a variable that is set twice, the last value counts.</summary>
    public IReadOnlyList<DotEnvVariable> Variables { get; }

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="path">The file, for places.</param>
    /// <param name="environment">
    /// Variables of the process: they win over the file inside its values, and give lines without <c>=</c> their value.
    /// </param>
    /// <exception cref="ProblemException">The text is no environment file, or a variable that it requires is not set.</exception>
    public static DotEnv Parse(string text, string path, IReadOnlyDictionary<string, string>? environment = null)
    {
        var problems = new List<Problem>();
        var file = Read(text, path, name => environment?.GetValueOrDefault(name), problems);
        return problems.Count == 0 ? file : throw new ProblemException(problems);
    }

    /// <summary>Reads <paramref name="text"/> with variables from anywhere.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="path">The file, for places.</param>
    /// <param name="lookup">Knows variables from elsewhere, which win over the file inside of its values.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="allowsNameless">Whether a variable may have no name: those of services may.</param>
    internal static DotEnv Read(string text, string path, Func<string, string?> lookup, List<Problem> problems, bool allowsNameless = false) =>
        new(path, DotEnvReader.Read(text, path, lookup, problems, allowsNameless));

    /// <summary>Reads files of which each may use the variables of those before it.</summary>
    /// <param name="files">The files, absolute.</param>
    /// <param name="lookup">Knows variables from elsewhere, which win.</param>
    /// <param name="paths">Names files in messages.</param>
    /// <param name="problems">Takes what is wrong.</param>
    internal static List<DotEnv> LoadAll(IReadOnlyList<string> files, Func<string, string?> lookup, ComposePaths paths, List<Problem> problems)
    {
        var read = new List<DotEnv>();
        foreach (var file in files)
        {
            try
            {
                read.Add(Read(File.ReadAllText(file), paths.Name(file), Known, problems));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(ComposeProblems.CannotRead(paths.Name(file), e));
            }
        }

        return read;

        string? Known(string name) => lookup(name) ?? read.FindLast(file => file.Find(name) is not null)?.Find(name)!.Value;
    }

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">See <see cref="Parse"/>.</param>
    /// <param name="name">The file's name in places; <paramref name="path"/> unless set.</param>
    /// <exception cref="ProblemException">The file cannot be read or is no environment file.</exception>
    public static DotEnv Load(string path, IReadOnlyDictionary<string, string>? environment = null, string? name = null)
    {
        try
        {
            return Parse(File.ReadAllText(path), name ?? path, environment);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ComposeProblems.CannotRead(name ?? path, e));
        }
    }

    /// <summary>The variable called <paramref name="name"/>, or <see langword="null"/>.</summary>
    /// <param name="name">The name, exactly.</param>
    public DotEnvVariable? Find(string name) => _byName.GetValueOrDefault(name);
}
