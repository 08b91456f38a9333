namespace Slipway.Containers.Trivy;

/// <summary>Something that Trivy found.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Id">Its identifier: <c>CVE-…</c>, <c>DS002</c>, or the name of a rule.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">One line about it.</param>
/// <param name="Target">Where in the image it is: a file, or the packages of the system or of a language.</param>
public sealed record ScanFinding(FindingKind Kind, string Id, Severity Severity, string Title, string Target)
{
    /// <summary>The package; empty unless it is a vulnerability.</summary>
    public string Package { get; init; } = "";

    /// <summary>The package's version in the image.</summary>
    public string Installed { get; init; } = "";

    /// <summary>The version that mends it; empty where there is none yet.</summary>
    public string Fixed { get; init; } = "";

    /// <summary>The line in <see cref="Target"/>; 0 where it has none.</summary>
    public int Line { get; init; }

    /// <summary>The layer that it came with, by the digest of its unpacked content; empty where Trivy does not tell.</summary>
    public string Layer { get; init; } = "";

    /// <summary>What to do about it; empty where Trivy does not tell.</summary>
    public string Remedy { get; init; } = "";
}
