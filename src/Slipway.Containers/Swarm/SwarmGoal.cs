namespace Slipway.Containers.Swarm;

/// <summary>What a service has to become.</summary>
/// <param name="Service">What the compose file calls it.</param>
/// <param name="TaskDigest">What its tasks are made of: others are of an earlier deployment.</param>
/// <param name="Count">How many tasks it has; <see langword="null"/> for one on every node.</param>
internal sealed record SwarmGoal(string Service, string TaskDigest, int? Count)
{
    /// <summary>Whether it is done when its tasks have ended well.</summary>
    public bool IsJob { get; init; }

    /// <summary>How long its tasks must have run.</summary>
    public TimeSpan RunsFor { get; init; }
}
