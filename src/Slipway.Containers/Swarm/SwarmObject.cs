namespace Slipway.Containers.Swarm;

/// <summary>A version of a secret or a config.</summary>
/// <param name="Name">Its name in the swarm.</param>
/// <param name="Id">Its id; <see langword="null"/> for one that is still to be made.</param>
internal sealed record SwarmObject(string Name, string? Id);
