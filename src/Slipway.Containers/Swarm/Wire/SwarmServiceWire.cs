namespace Slipway.Containers.Swarm.Wire;

internal sealed record SwarmServiceWire
{
    public string ID { get; set; } = "";

    public Number? Version { get; set; }

    public Specification? Spec { get; set; }

    public Update? UpdateStatus { get; set; }

    internal sealed record Number
    {
        public ulong Index { get; set; }
    }

    internal sealed record Specification
    {
        public string? Name { get; set; }

        public Dictionary<string, string>? Labels { get; set; }

        public Template? TaskTemplate { get; set; }

        public Kind? Mode { get; set; }
    }

    internal sealed record Template
    {
        public Container? ContainerSpec { get; set; }

        public ulong ForceUpdate { get; set; }
    }

    internal sealed record Container
    {
        public string? Image { get; set; }

        public Dictionary<string, string>? Labels { get; set; }
    }

    internal sealed record Kind
    {
        public Count? Replicated { get; set; }

        public Jobs? ReplicatedJob { get; set; }
    }

    internal sealed record Count
    {
        public int? Replicas { get; set; }
    }

    internal sealed record Jobs
    {
        public int? TotalCompletions { get; set; }
    }

    internal sealed record Update
    {
        // "updating", "paused", "completed", "rollback_started", "rollback_paused" or "rollback_completed".
        public string? State { get; set; }

        public string? Message { get; set; }
    }
}
