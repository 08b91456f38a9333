namespace Slipway.Containers.Compose;

/// <summary>Knows the values of variables: the process environment first, then the environment file.</summary>
/// <param name="environment">The process environment.</param>
/// <param name="file">The environment file, where there is one.</param>
internal sealed class VariableLookup(IReadOnlyDictionary<string, string> environment, DotEnv? file)
{
    /// <summary>The project's name, once it is known: the value of <c>COMPOSE_PROJECT_NAME</c>.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The environment file, where there is one.</summary>
    public DotEnv? File => file;

    /// <summary>The value of <paramref name="name"/>, or <see langword="null"/>.</summary>
    public string? Find(string name) => Find(name, out _);

    /// <summary>The value of <paramref name="name"/> and where it comes from.</summary>
    public string? Find(string name, out VariableSource source)
    {
        source = VariableSource.Compose;
        if (name == "COMPOSE_PROJECT_NAME" && ProjectName is not null)
            return ProjectName;
        source = VariableSource.Environment;
        if (environment.TryGetValue(name, out var value))
            return value;
        source = VariableSource.File;
        if (file?.Find(name) is { } variable)
            return variable.Value;
        source = VariableSource.Nowhere;
        return null;
    }
}
