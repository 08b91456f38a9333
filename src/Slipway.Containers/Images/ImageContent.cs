namespace Slipway.Containers.Images;

/// <summary>What the files of an image tell, layer by layer, read from its export without running it.</summary>
public sealed record ImageContent
{
    /// <summary>The users of <c>/etc/passwd</c>: names and numbers; <see langword="null"/> where there is no such file.</summary>
    public required IReadOnlyDictionary<string, int>? Users { get; init; }

    /// <summary>The layers from below.</summary>
    public required IReadOnlyList<LayerContent> Layers { get; init; }
}
