namespace Slipway.Containers.Compose;

/// <summary>A secret or a config that a service uses.</summary>
/// <param name="Source">Its key below <c>secrets:</c> or <c>configs:</c>.</param>
/// <param name="Target">The file inside the container, or the id of a build secret; <see langword="null"/> for the default.</param>
/// <param name="Place">Where the use is written.</param>
public sealed record ComposeFileUse(string Source, string? Target, Place Place);
