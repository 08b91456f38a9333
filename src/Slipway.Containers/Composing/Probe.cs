namespace Slipway.Containers.Composing;

/// <summary>Something that must be so before a service, or a stack, counts as ready; written below <c>x-slipway: { probes: … }</c>.</summary>
/// <param name="Place">Where it is written.</param>
public abstract record Probe(Place Place)
{
    /// <summary>What is waited for, such as <c>GET http://localhost:8080/health</c>.</summary>
    public abstract string What { get; }
}
