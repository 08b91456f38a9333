namespace Slipway.Containers.Compose;

/// <summary>Knows the values of variables: the process environment first, then environment files.</summary>
/// <param name="environment">The process environment.</param>
/// <param name="files">The environment files, of which later ones win; an included file's own come before all others.</param>
internal sealed class VariableLookup(IReadOnlyDictionary<string, string> environment, IReadOnlyList<DotEnv> files)
{
    /// <summary>The lookup of the file that includes, whose values win.</summary>
    public VariableLookup? Outer { get; init; }

    /// <summary>The project's name, once it is known: the value of <c>COMPOSE_PROJECT_NAME</c>.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The value of <paramref name="name"/>, or <see langword="null"/>.</summary>
    public string? Find(string name) => Find(name, out _);

    /// <summary>The value of <paramref name="name"/> and where it comes from.</summary>
    public string? Find(string name, out VariableSource source)
    {
        if (Outer?.Find(name, out source) is { } outer)
        {
            source = Outer.Source(name);
            return outer;
        }

        source = Source(name);
        return source switch
        {
            VariableSource.Compose => ProjectName,
            VariableSource.Environment => environment[name],
            VariableSource.File => InFiles(name)!.Value,
            _ => null,
        };
    }

    /// <summary>Where the environment files set <paramref name="name"/>.</summary>
    public Place? PlaceOf(string name) => Outer?.PlaceOf(name) ?? InFiles(name)?.Place;

    private VariableSource Source(string name)
    {
        if (Outer?.Source(name) is { } outer and not VariableSource.Nowhere)
            return outer;
        if (name == "COMPOSE_PROJECT_NAME" && ProjectName is not null)
            return VariableSource.Compose;
        if (environment.ContainsKey(name))
            return VariableSource.Environment;
        return InFiles(name) is not null ? VariableSource.File : VariableSource.Nowhere;
    }

    private DotEnvVariable? InFiles(string name)
    {
        for (var i = files.Count - 1; i >= 0; i--)
        {
            if (files[i].Find(name) is { } variable)
                return variable;
        }

        return null;
    }
}
