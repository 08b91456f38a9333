namespace Slipway.Containers.Swarm.Wire;

internal sealed record SwarmObjectWire
{
    public string ID { get; set; } = "";

    public Contents? Spec { get; set; }

    internal sealed record Contents
    {
        public string? Name { get; set; }

        public Dictionary<string, string>? Labels { get; set; }
    }
}
