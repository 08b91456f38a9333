namespace Slipway.Containers.Dockerfiles;

/// <summary>Ports one behind the other.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, itself among them.</param>
/// <param name="Protocol">Such as <c>tcp</c>.</param>
internal readonly record struct PortSpan(int First, int Last, string Protocol);
