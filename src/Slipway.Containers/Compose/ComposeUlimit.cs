namespace Slipway.Containers.Compose;

/// <summary>A limit of the kernel for processes of a container.</summary>
/// <param name="Soft">The limit that holds at first.</param>
/// <param name="Hard">How far a process may raise it.</param>
public sealed record ComposeUlimit(long Soft, long Hard);
