namespace Slipway.Containers.Trivy;

/// <summary>What a scan has found.</summary>
/// <param name="Image">The image as it was asked for.</param>
/// <param name="ImageId">The id of the image that was scanned, as Trivy reports it.</param>
/// <param name="Findings">All findings, the worst first.</param>
/// <param name="Database">Which vulnerability database there was; without one, vulnerabilities were not looked for.</param>
/// <param name="ReportPath">Trivy's own report.</param>
public sealed record ScanResult(
    string Image,
    string ImageId,
    IReadOnlyList<ScanFinding> Findings,
    DatabaseState Database,
    string ReportPath)
{
    /// <summary>How many findings there are of each severity; every severity is there.</summary>
    public IReadOnlyDictionary<Severity, int> Counts { get; } =
        Enum.GetValues<Severity>().ToDictionary(severity => severity, severity => Findings.Count(f => f.Severity == severity));

    /// <summary>The findings that are as bad as <paramref name="severity"/> or worse.</summary>
    /// <param name="severity">The lowest severity that counts.</param>
    public IReadOnlyList<ScanFinding> AtLeast(Severity severity) => [.. Findings.Where(f => f.Severity >= severity)];
}
