// The code blocks of docs/reference/output.md, word for word: CodeBlocks holds that they are.
using Slipway.Processes;
using Slipway.Reports;

namespace Slipway.Components.Tests.Documentation;

internal sealed class Packing : ContainerBuild
{
    [Parameter("Opens the package feed.")]
    private Secret? FeedToken => Get<Secret?>();

    public Target Pack => _ => _
        .Requires(() => FeedToken)
        .Executes(async run =>
        {
            run.Log("packing");
            var result = await run.Processes.RunOrFailAsync(new ProcessInvocation
            {
                Program = "dotnet",
                Arguments = ["pack", "-c", "Release"],
                Secrets = new Dictionary<string, Secret> { ["FEED_TOKEN"] = FeedToken! },
                Timeout = TimeSpan.FromMinutes(10),
                IdleTimeout = TimeSpan.FromMinutes(2),
                Try = "mend what it names",
            }, run.CancellationToken);
            run.Summarize($"{result.Output.Count} lines");
        });
}

internal sealed class Measuring : ContainerBuild
{
    public Target Measure => _ => _
        .Executes(run => run.Report(new ReportTable(
            "Bundles",
            [new ReportColumn("Bundle", IsFilter: true), new ReportColumn("Size", ReportColumnKind.Bytes)],
            [["app.js", "182044"], ["vendor.js", "903112"]])));
}
