namespace Slipway.Containers.Swarm;

/// <summary>What a stack is to be on a swarm, beside what it is.</summary>
internal sealed record SwarmView
{
    /// <summary>The specification of each service, by what the compose file calls it.</summary>
    public required IReadOnlyDictionary<string, ServiceSpecification> Wanted { get; init; }

    /// <summary>The services that are there, by what the swarm calls them.</summary>
    public required IReadOnlyDictionary<string, SwarmService> There { get; init; }

    public required IReadOnlyList<SwarmTask> Tasks { get; init; }

    /// <summary>Why services are made or updated; one that runs as planned is not there.</summary>
    public required IReadOnlyList<(string Service, string Reason)> Changes { get; init; }

    /// <summary>The number by which a service's tasks are made anew; one more where nothing else would make them so.</summary>
    /// <param name="service">What the compose file calls it.</param>
    /// <param name="name">What the swarm calls it.</param>
    public ulong ForceOf(string service, string name) => There.GetValueOrDefault(name) is not { } there || IsReplaced(service, name) ? 0
        : there.ForceUpdate + (there.Labels.GetValueOrDefault(SwarmLabels.Digest) == Wanted[service].Digest && Changes.Any(change => change.Service == service) ? 1UL : 0);

    /// <summary>Whether it is removed and made again: of what kind it is cannot be changed, and a job that is done is done.</summary>
    /// <param name="service">What the compose file calls it.</param>
    /// <param name="name">What the swarm calls it.</param>
    public bool IsReplaced(string service, string name) => There.GetValueOrDefault(name) is { } there && Wanted[service] is var wanted
        && Changes.Any(change => change.Service == service) && (there.IsJob || wanted.IsJob || there.Count is null != wanted.Count is null);
}
