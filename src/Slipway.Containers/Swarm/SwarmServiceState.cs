namespace Slipway.Containers.Swarm;

/// <summary>How a service of a swarm is.</summary>
/// <param name="Service">What the compose file calls it.</param>
/// <param name="Running">How many of its tasks run; of a job, how many have ended well.</param>
/// <param name="Count">How many it is to have; <see langword="null"/> for one on every machine.</param>
public sealed record SwarmServiceState(string Service, int Running, int? Count)
{
    /// <summary>Whether it is a job, whose tasks end.</summary>
    public bool IsJob { get; init; }

    /// <summary>What its image is called.</summary>
    public string Image { get; init; } = "";

    /// <summary>Since when its youngest task runs; <see langword="null"/> where none does.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The machines that its tasks run on.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>What is in the way of tasks that do not run, in the swarm's words; empty where nothing is.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Whether as many tasks run as are to.</summary>
    public bool IsReady => Running >= (Count ?? Math.Max(1, Nodes.Count));
}
