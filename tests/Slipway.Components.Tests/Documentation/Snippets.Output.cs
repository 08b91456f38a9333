// The code blocks of docs/reference/output.md, word for word: CodeBlocks holds that they are.
using Slipway.Processes;

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
