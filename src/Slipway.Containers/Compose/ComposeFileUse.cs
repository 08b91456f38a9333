namespace Slipway.Containers.Compose;

/// <summary>A secret or a config that a service uses.</summary>
/// <param name="Source">Its key below <c>secrets:</c> or <c>configs:</c>.</param>
/// <param name="Target">The file inside the container, or the id of a build secret; <see langword="null"/> for the default.</param>
/// <param name="Place">Where the use is written.</param>
public sealed record ComposeFileUse(string Source, string? Target, Place Place)
{
    /// <summary>The id of the user that owns the file; the engine's choice unless set.</summary>
    public string? UserId { get; init; }

    /// <summary>The id of the group that owns the file; the engine's choice unless set.</summary>
    public string? GroupId { get; init; }

    /// <summary>The file's mode bits; the engine's choice unless set.</summary>
    public int? Mode { get; init; }
}
