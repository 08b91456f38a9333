using Slipway.Reports;
using Slipway.Testing;

namespace Slipway.Pages.Tests;

/// <summary>A build whose report has everything in it: failures, tables of each kind, long names, markup in texts.</summary>
public sealed class SampleBuild(FakeClock clock) : SlipwayBuild
{
    private static readonly ReportColumn[] FindingColumns =
    [
        new("Image", IsFilter: true), new("Severity", ReportColumnKind.Severity, IsFilter: true), new("Finding", ReportColumnKind.Code), new("Package"),
    ];

    public Target<string, int> BuildImages => _ => _.ForEach(() => ["python-ai-service", "rust-core-engine", "nextjs-ui-dashboard"]).Executes((image, run) =>
    {
        run.Log($"[4/9] RUN make <{image}>");
        clock.Advance(TimeSpan.FromSeconds(image.Length));
        run.Report(new ReportTable(
            "Images",
            [new ReportColumn("Image"), new ReportColumn("Size", ReportColumnKind.Bytes), new ReportColumn("Change", ReportColumnKind.BytesChange), new ReportColumn("Digest", ReportColumnKind.Code)],
            [[image, $"{image.Length * 12_345_678}", image.Length % 2 == 0 ? "-1048576" : "2097152", "sha256:" + new string('a', 64)]]));
        return Task.FromResult(0);
    });

    public Target<string, int> ScanImages => _ => _.ForEach(BuildImages).Executes((image, run) =>
    {
        clock.Advance(TimeSpan.FromSeconds(2));
        run.Report(new ReportTable("Findings", FindingColumns, [[image, "critical", "CVE-2099-0001", "openssl"], [image, "medium", "CVE-2099-0002", "zlib"], [image, "ok", "CVE-2099-0003", "bash"]])
        {
            Note = "What Trivy found.",
        });
        return Task.FromResult(0);
    });

    public Target Gate => _ => _.DependsOn(ScanImages).Executes(run =>
    {
        run.Report(new ReportTable(
            "Health gate",
            [new ReportColumn("Service"), new ReportColumn("Waited", ReportColumnKind.Interval), new ReportColumn("Last health output", ReportColumnKind.Code)],
            [["api", "0..4200", "HTTP 503\nHTTP 200"], ["db", "0..900", "accepting connections"]]));
        clock.Advance(TimeSpan.FromSeconds(4.2));
        throw new ProblemException(new Problem("X0001", "'api' is <unhealthy> & stays so", ["compose.yaml:12"], "./build.sh Logs --service api"));
    });

    public Target Announce => _ => _.DependsOn(Gate).Executes(() => { });
}
