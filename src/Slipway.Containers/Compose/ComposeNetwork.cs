namespace Slipway.Containers.Compose;

/// <summary>A network of the project.</summary>
public sealed record ComposeNetwork
{
    /// <summary>Its key below <c>networks:</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on the engine.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is written; the first service where it is implied.</summary>
    public required Place Place { get; init; }

    /// <summary>Whether it must exist already, made by others.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Whether it has no way out of the host.</summary>
    public bool IsInternal { get; init; }

    /// <summary>The driver; the engine takes <c>bridge</c> unless set.</summary>
    public string? Driver { get; init; }

    /// <summary>Its address ranges; the engine chooses unless set.</summary>
    public IReadOnlyList<ComposeSubnet> Subnets { get; init; } = [];

    /// <summary>Labels of the network.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
