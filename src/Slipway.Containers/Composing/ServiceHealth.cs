namespace Slipway.Containers.Composing;

/// <summary>How a service's container is.</summary>
/// <param name="Service">The service.</param>
/// <param name="Container">The container's name.</param>
/// <param name="State">What that means for the gate.</param>
/// <param name="Detail">The same in words: <c>running, starting, 2 restarts</c>.</param>
public sealed record ServiceHealth(string Service, string Container, ServiceHealthState State, string Detail);
