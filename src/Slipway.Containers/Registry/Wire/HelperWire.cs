namespace Slipway.Containers.Registry.Wire;

/// <summary>What a credential helper answers to <c>get</c>.</summary>
internal sealed record HelperWire
{
    public string? Username { get; set; }

    public string? Secret { get; set; }
}
