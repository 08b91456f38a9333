namespace Slipway.Components;

/// <summary>The deployment that this run told GitHub of.</summary>
internal sealed class BegunDeployment
{
    public long? Id { get; set; }
}
