namespace Slipway.Containers.Volumes;

/// <summary>A container that goes on when a backup is over.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="WasStopped">Whether it was stopped; it was frozen otherwise.</param>
internal sealed record FrozenContainer(string Id, string Name, bool WasStopped);
