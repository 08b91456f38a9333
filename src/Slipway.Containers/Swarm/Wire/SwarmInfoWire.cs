namespace Slipway.Containers.Swarm.Wire;

internal sealed record SwarmInfoWire
{
    public State? Swarm { get; set; }

    internal sealed record State
    {
        // "inactive", "pending", "active", "error" or "locked".
        public string? LocalNodeState { get; set; }

        public bool ControlAvailable { get; set; }

        public string? Error { get; set; }

        public int Nodes { get; set; }

        public Manager[]? RemoteManagers { get; set; }
    }

    internal sealed record Manager
    {
        public string? Addr { get; set; }
    }
}
