namespace Slipway.Containers.Swarm;

/// <summary>A service of a swarm.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name: the stack's, an underscore, and what the compose file calls it.</param>
/// <param name="Version">Grows with each change; an update names the one that it is made from.</param>
internal sealed record SwarmService(string Id, string Name, ulong Version)
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Image { get; init; } = "";

    /// <summary>The digest of what its tasks are made of; <see langword="null"/> where Slipway did not deploy it.</summary>
    public string? TaskDigest { get; init; }

    /// <summary>How many tasks it is to have; <see langword="null"/> for one on every node.</summary>
    public int? Count { get; init; }

    /// <summary>Whether it is done when its tasks have ended well.</summary>
    public bool IsJob { get; init; }

    /// <summary>A number whose change makes all tasks anew.</summary>
    public ulong ForceUpdate { get; init; }

    /// <summary>How its last update goes, such as <c>updating</c>; empty where there was none.</summary>
    public string UpdateState { get; init; } = "";

    /// <summary>The same in the engine's words.</summary>
    public string UpdateMessage { get; init; } = "";
}
