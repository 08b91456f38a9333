namespace Slipway.Containers.Compose;

/// <summary>A device of the host that a container sees.</summary>
/// <param name="Source">Its path on the host, or the name of a device of the Container Device Interface.</param>
/// <param name="Target">Its path in the container.</param>
/// <param name="Permissions">What may be done with it: <c>r</c>, <c>w</c> and <c>m</c>.</param>
public sealed record ComposeDevice(string Source, string Target, string Permissions);
