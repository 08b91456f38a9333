namespace Slipway.Containers.Compose;

/// <summary>An SSH agent or key that a build may use.</summary>
/// <param name="Id">The name that <c>RUN --mount=type=ssh</c> knows it by; <c>default</c> for the agent.</param>
/// <param name="Path">The key or the agent's socket; <see langword="null"/> for the agent of the environment.</param>
public sealed record ComposeSshKey(string Id, string? Path);
