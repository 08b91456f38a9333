namespace Slipway.Containers.Trivy;

/// <summary>What was found in one image of a stack, for the reports of the whole.</summary>
/// <param name="Name">The image's name in the stack.</param>
/// <param name="ImageId">Its id.</param>
/// <param name="Report">Trivy's own report, relative to the root folder.</param>
public sealed record ScannedImage(string Name, string ImageId, string Report)
{
    /// <summary>What counts, each with the line that it comes from, the worst first.</summary>
    public IReadOnlyList<(ScanFinding Finding, Place Place)> Findings { get; init; } = [];

    /// <summary>What is known and accepted.</summary>
    public IReadOnlyList<(ScanFinding Finding, ScanException Exception)> Accepted { get; init; } = [];

    /// <summary>Which vulnerability database there was, in words.</summary>
    public string Database { get; init; } = "";
}
