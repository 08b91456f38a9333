// The code block of src/Slipway/README.md, word for word: CodeBlocks holds that it is.
#pragma warning disable CS8892 // The entry point that counts is the test runner's.
using Slipway.Processes;

namespace Slipway.Components.Tests.Documentation.OfSlipway;

internal sealed class Build : SlipwayBuild
{
    public Target Compile => _ => _
        .Inputs("src/**/*.cs")
        .Outputs("artifacts/**")
        .Executes(run => run.Processes.RunOrFailAsync(new ProcessInvocation { Program = "dotnet", Arguments = ["build"] }, run.CancellationToken));

    public static Task<int> Main(string[] args) => RunAsync<Build>(args);
}
