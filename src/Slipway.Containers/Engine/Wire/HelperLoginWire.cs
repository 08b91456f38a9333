namespace Slipway.Containers.Engine.Wire;

/// <summary>What a credential helper answers.</summary>
internal sealed record HelperLoginWire
{
    public string? Username { get; set; }

    public string? Secret { get; set; }
}
