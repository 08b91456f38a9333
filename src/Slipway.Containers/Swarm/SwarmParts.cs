namespace Slipway.Containers.Swarm;

/// <summary>What services of a stack are made of beside what their compose file says.</summary>
internal sealed record SwarmParts
{
    /// <summary>The image of each service, as the swarm is told: an id, or a name with a digest.</summary>
    public required IReadOnlyDictionary<string, string> Images { get; init; }

    /// <summary>The present version of each secret, by its key.</summary>
    public required IReadOnlyDictionary<string, SwarmObject> Secrets { get; init; }

    /// <summary>The present version of each config, by its key.</summary>
    public required IReadOnlyDictionary<string, SwarmObject> Configs { get; init; }

    /// <summary>Counts of tasks that were asked for in place of what the files say.</summary>
    public required IReadOnlyDictionary<string, int> Scale { get; init; }

    /// <summary>Services that are done when they have ended well.</summary>
    public required IReadOnlyList<string> OneShots { get; init; }

    /// <summary>The API that is spoken.</summary>
    public required Version Api { get; init; }
}
