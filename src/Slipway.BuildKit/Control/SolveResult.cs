namespace Slipway.BuildKit;

/// <summary>What a build gave.</summary>
public sealed record SolveResult
{
    /// <summary>What the exporter says, such as <c>containerimage.digest</c>.</summary>
    public required IReadOnlyDictionary<string, string> Exported { get; init; }

    /// <summary>What travelled to the builder, context by context.</summary>
    public IReadOnlyList<SentContext> Sent { get; init; } = [];

    /// <summary>The image's id in the engine, where the exporter was <c>moby</c>.</summary>
    public string? ImageId => Exported.GetValueOrDefault("containerimage.digest");
}
