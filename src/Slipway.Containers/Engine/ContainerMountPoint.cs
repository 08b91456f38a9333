namespace Slipway.Containers.Engine;

/// <summary>Something that a container sees at a path of its own.</summary>
/// <param name="Kind"><c>volume</c>, <c>bind</c> or <c>tmpfs</c>.</param>
/// <param name="Source">The volume's name, or the path on the engine's machine.</param>
/// <param name="Target">The path inside.</param>
/// <param name="IsReadOnly">Whether the container may only read it.</param>
public sealed record ContainerMountPoint(string Kind, string Source, string Target, bool IsReadOnly);
