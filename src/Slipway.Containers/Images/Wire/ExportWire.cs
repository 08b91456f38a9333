namespace Slipway.Containers.Images.Wire;

/// <summary>An entry of <c>manifest.json</c> in the archive of an image.</summary>
internal sealed record ExportWire
{
    public string[]? Layers { get; set; }
}
