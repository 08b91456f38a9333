namespace Slipway.Containers.Trivy.Wire;

/// <summary><c>db/metadata.json</c> in Trivy's cache.</summary>
internal sealed record DatabaseWire
{
    public DateTimeOffset? UpdatedAt { get; set; }

    public DateTimeOffset? NextUpdate { get; set; }
}
