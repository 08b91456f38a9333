namespace Slipway.Containers.Engine.Wire;

internal sealed record ImageSummaryWire
{
    public string Id { get; set; } = "";

    public string[]? RepoTags { get; set; }

    public string[]? RepoDigests { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public long Size { get; set; }

    public long Created { get; set; }
}
