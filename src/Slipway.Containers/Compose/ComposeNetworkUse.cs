namespace Slipway.Containers.Compose;

/// <summary>A network that a service is on.</summary>
public sealed record ComposeNetworkUse
{
    /// <summary>The network's key below <c>networks:</c>; <c>default</c> where the service names none.</summary>
    public required string Network { get; init; }

    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>More names of the service on this network.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The fixed address, where there is one.</summary>
    public string? Ipv4Address { get; init; }
}
