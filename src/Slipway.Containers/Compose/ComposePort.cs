namespace Slipway.Containers.Compose;

/// <summary>A port of a container, published on the host or not.</summary>
public sealed record ComposePort
{
    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>The port inside the container.</summary>
    public required int Target { get; init; }

    /// <summary>The port on the host; the engine picks one where it is <see langword="null"/> or 0.</summary>
    public PortRange? Published { get; init; }

    /// <summary>The host's address that it is published on; all of them unless set.</summary>
    public string? HostIp { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
    public string Protocol { get; init; } = "tcp";

    /// <summary><c>ingress</c> or <c>host</c>; matters to Swarm only.</summary>
    public string Mode { get; init; } = "ingress";
}
