using Slipway.Containers.Engine;

namespace Slipway.Containers.Images;

/// <summary>A base image that is on the engine.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsStandIn">Whether an offline recipe made it in place of the public image.</param>
public sealed record RestoredBase(string Id, bool IsStandIn)
{
    /// <summary>The label that offline recipes give to what they make.</summary>
    public const string StandInLabel = "io.slipway.stand-in";

    /// <summary>What an engine's image is as a base.</summary>
    /// <param name="image">The image.</param>
    public static RestoredBase Of(ImageDetails image) => new(image.Id, IsMade(image.Labels));

    /// <summary>What an engine's image is as a base.</summary>
    /// <param name="image">The image.</param>
    public static RestoredBase Of(ImageSummary image) => new(image.Id, IsMade(image.Labels));

    private static bool IsMade(IReadOnlyDictionary<string, string> labels) => labels.GetValueOrDefault(StandInLabel) == "true";
}
