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
        var file = new DotEnv(path, DotEnvReader.Read(text, path, environment, problems));
        return problems.Count == 0 ? file : throw new ProblemException(problems);
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
