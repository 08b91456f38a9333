namespace Slipway.Containers.Engine.Wire;

internal sealed record ContextWire
{
    public Dictionary<string, Endpoint>? Endpoints { get; set; }

    internal sealed record Endpoint
    {
        public string? Host { get; set; }

        public bool SkipTLSVerify { get; set; }
    }
}
