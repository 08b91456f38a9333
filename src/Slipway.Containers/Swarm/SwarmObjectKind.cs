namespace Slipway.Containers.Swarm;

/// <summary>What a swarm keeps for its services.</summary>
internal enum SwarmObjectKind
{
    /// <summary>A value that only the services see.</summary>
    Secret,

    /// <summary>A file that everybody may see.</summary>
    Config,
}
