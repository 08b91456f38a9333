namespace Slipway.Containers.Images;

/// <summary>What the checks of an image found.</summary>
/// <param name="Failures">What must be mended, each with what to do.</param>
/// <param name="Size">The layers above the base.</param>
/// <param name="Summary">A few words for the summary of the run.</param>
public sealed record Verified(IReadOnlyList<string> Failures, ByteSize Size, string Summary)
{
    /// <summary>The image.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>What would have to be mended if it were not tolerated.</summary>
    public IReadOnlyList<string> Tolerated { get; init; } = [];

    /// <summary>What would be better otherwise, and fails nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Who the final user is, as the compose file or the image says it; <c>root</c> where neither does.</summary>
    public string User { get; init; } = "";

    /// <summary>The whole image.</summary>
    public ByteSize Total { get; init; }

    /// <summary>What <see cref="Size"/> may be; <see langword="null"/> where nobody says.</summary>
    public ByteSize? Budget { get; init; }

    /// <summary>How many bytes larger the whole image is than the one that is deployed; <see langword="null"/> where none is.</summary>
    public long? Change { get; init; }

    /// <summary>The steps that added files, the first one first.</summary>
    public IReadOnlyList<ImageLayer> Layers { get; init; } = [];

    /// <summary>What each stage of the Dockerfile comes to, the final one last; none unless they were asked for.</summary>
    public IReadOnlyList<StageSize> Stages { get; init; } = [];
}
