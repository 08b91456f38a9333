namespace Slipway.Containers.Swarm.Wire;

internal sealed record SwarmTaskWire
{
    public string ID { get; set; } = "";

    public string? ServiceID { get; set; }

    public string? NodeID { get; set; }

    public int Slot { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public string? DesiredState { get; set; }

    public Condition? Status { get; set; }

    public SwarmServiceWire.Template? Spec { get; set; }

    internal sealed record Condition
    {
        public DateTimeOffset Timestamp { get; set; }

        public string? State { get; set; }

        public string? Err { get; set; }

        public Ran? ContainerStatus { get; set; }
    }

    internal sealed record Ran
    {
        public string? ContainerID { get; set; }

        public int? ExitCode { get; set; }
    }
}
