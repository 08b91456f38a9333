namespace Slipway.Containers.Engine;

/// <summary>A port of a container.</summary>
/// <param name="Private">The port inside.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="HostAddress">The machine's address that it is published on; <see langword="null"/> where it is not published.</param>
/// <param name="Public">The machine's port that it is published on; 0 where it is not published.</param>
public sealed record ContainerPort(int Private, string Protocol, string? HostAddress = null, int Public = 0);
