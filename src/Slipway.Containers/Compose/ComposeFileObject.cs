namespace Slipway.Containers.Compose;

/// <summary>A secret or a config of the project: a file that services may see.</summary>
public sealed record ComposeFileObject
{
    /// <summary>Its key below <c>secrets:</c> or <c>configs:</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on the engine.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>Whether it must exist already, made by others.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The absolute path of the file that holds it, where it is one.</summary>
    public string? File { get; init; }

    /// <summary>The variable that holds it, where it is one.</summary>
    public string? Variable { get; init; }

    /// <summary>The content where the compose file has it; may hold secrets.</summary>
    public Secret? Content { get; init; }
}
