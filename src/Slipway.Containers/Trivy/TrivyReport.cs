using System.Text.Json;
using Slipway.Containers.Trivy.Wire;

namespace Slipway.Containers.Trivy;

/// <summary>Reads Trivy's JSON reports.</summary>
internal static class TrivyReport
{
    /// <summary>The image's id, its layers, and what was found in it.</summary>
    /// <param name="path">The report.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<(string ImageId, IReadOnlyList<string> Layers, IReadOnlyList<ScanFinding> Findings)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        ReportWire? report;
        try
        {
            await using var stream = File.OpenRead(path);
            report = await JsonSerializer.DeserializeAsync(stream, TrivyJson.Default.ReportWire, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw TrivyProblems.ReportUnreadable(path, e.Message);
        }

        if (report is not { SchemaVersion: 2 })
            throw TrivyProblems.ReportUnreadable(path, $"its schema version is {report?.SchemaVersion}, and 2 is understood");
        return (report.Metadata?.ImageID ?? "", report.Metadata?.DiffIDs ?? [], [.. (report.Results ?? []).SelectMany(Findings)]);
    }

    private static IEnumerable<ScanFinding> Findings(ReportWire.Result result)
    {
        var target = result.Target ?? "";
        foreach (var v in result.Vulnerabilities ?? [])
        {
            yield return new ScanFinding(
                FindingKind.Vulnerability, v.VulnerabilityID ?? "", SeverityOf(v.Severity), v.Title ?? "", v.PkgPath is { Length: > 0 } path ? path : target)
            {
                Package = v.PkgName ?? "",
                Installed = v.InstalledVersion ?? "",
                Fixed = v.FixedVersion ?? "",
                Layer = v.Layer?.DiffID ?? "",
                Remedy = v.FixedVersion is { Length: > 0 } version ? $"update {v.PkgName} to {version}" : "",
            };
        }

        foreach (var s in result.Secrets ?? [])
            yield return new ScanFinding(FindingKind.Secret, s.RuleID ?? "", SeverityOf(s.Severity), s.Title ?? "", target) { Line = s.StartLine, Layer = s.Layer?.DiffID ?? "" };

        // Reports can hold checks that passed too.
        foreach (var m in (result.Misconfigurations ?? []).Where(m => m.Status is null or "FAIL"))
        {
            yield return new ScanFinding(FindingKind.Misconfiguration, m.ID ?? "", SeverityOf(m.Severity), m.Title ?? m.Message ?? "", target)
            {
                Line = m.CauseMetadata?.StartLine ?? 0,
                Remedy = m.Resolution ?? "",
            };
        }
    }

    private static Severity SeverityOf(string? text) => Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) ? severity : Severity.Unknown;
}
