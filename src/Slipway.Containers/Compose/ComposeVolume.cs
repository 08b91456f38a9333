namespace Slipway.Containers.Compose;

/// <summary>A named volume of the project.</summary>
public sealed record ComposeVolume
{
    /// <summary>Its key below <c>volumes:</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on the engine.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>Whether it must exist already, made by others.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The driver; the engine takes <c>local</c> unless set.</summary>
    public string? Driver { get; init; }

    /// <summary>Labels of the volume.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
