namespace Slipway.Containers.Engine.Wire;

/// <summary>A step of an image's history; one that changed the configuration only has no size.</summary>
internal sealed record HistoryWire
{
    public string? CreatedBy { get; set; }

    public long Size { get; set; }
}
