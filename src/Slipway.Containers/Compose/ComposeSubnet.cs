namespace Slipway.Containers.Compose;

/// <summary>A range of addresses of a network.</summary>
/// <param name="Subnet">The range such as <c>172.20.0.0/16</c>, where it is given.</param>
/// <param name="Gateway">The gateway, where it is given.</param>
/// <param name="IpRange">The part that containers get addresses of, where it is given.</param>
/// <param name="Place">Where it is written.</param>
public sealed record ComposeSubnet(string? Subnet, string? Gateway, string? IpRange, Place Place);
