namespace Slipway.Containers.Swarm.Wire;

internal sealed record SwarmNodeWire
{
    public string ID { get; set; } = "";

    public Machine? Description { get; set; }

    internal sealed record Machine
    {
        public string? Hostname { get; set; }
    }
}
