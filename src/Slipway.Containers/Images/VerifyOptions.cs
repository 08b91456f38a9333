namespace Slipway.Containers.Images;

/// <summary>What is asked of images beyond what their services say.</summary>
public sealed record VerifyOptions
{
    /// <summary>The most that the layers above the base may take, where <c>x-slipway</c> says nothing. No limit unless set.</summary>
    public ByteSize? SizeBudget { get; init; }

    /// <summary>What is told but fails nothing. Nothing unless set.</summary>
    public IReadOnlyList<ImageFlaw> Tolerated { get; init; } = [];

    /// <summary>Whether the size of every stage is found out, by building it from the engine's cache. Not unless set.</summary>
    public bool MeasuresStages { get; init; }

    /// <summary>Where it is kept what was found in images. Nothing is looked for in their files unless set.</summary>
    public string? FilesFolder { get; init; }
}
