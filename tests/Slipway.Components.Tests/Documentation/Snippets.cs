// The code blocks of README.md and docs/, word for word: CodeBlocks holds that they are.
#pragma warning disable CS8892 // The entry point that counts is the test runner's.
using Slipway.Processes;

namespace Slipway.Components.Tests.Documentation;

internal sealed class Build : ContainerBuild, IDeploy
{
    public static Task<int> Main(string[] args) => RunAsync<Build>(args);

    public Target Greet => _ => _
        .Description("Says hello when all is up.")
        .DependsOn(As<IDeploy>().Deploy)
        .Executes(run => run.Log("hello"));
}

internal sealed class Shop : ContainerBuild
{
    [Parameter("What is built: Debug or Release.")]
    private string Configuration => Get("Release");

    public Target Compile => _ => _
        .Description("Compiles.")
        .Executes(async run =>
        {
            var result = await run.Processes.RunAsync(new ProcessInvocation
            {
                Program = "dotnet",
                Arguments = ["build", "-c", Configuration],
                Timeout = TimeSpan.FromMinutes(5),
            }, run.CancellationToken);
            if (!result.Succeeded)
                throw new ProblemException(new Problem("SHOP01", "it does not compile", Try: "see the log"));
        });

    public Target Test => _ => _
        .DependsOn(Compile)
        .Executes(run => run.Log("tested"));
}

internal sealed class Reports : ContainerBuild
{
    public Target<string, int> Count => _ => _
        .ForEach(() => ["north", "south"])
        .Executes((region, run) => Task.FromResult(region.Length));

    public Target<string, string> Write => _ => _
        .ForEach(Count)
        .DependsOn(Count)
        .Executes((region, run) => Task.FromResult($"{region}: {run.ResultOf(Count, region)}"));
}

internal sealed class Publishing : ContainerBuild
{
    [Parameter("How long to wait.")]
    private TimeSpan Patience => Get(TimeSpan.FromSeconds(90));

    [Parameter("The token of the shop.")]
    private Secret? ShopToken => Get<Secret?>();

    public Target Publish => _ => _
        .Requires(() => ShopToken)
        .Executes(run => run.Log($"waits {Patience.TotalSeconds} s at most; the token is {ShopToken}"));
}

public interface IGreet : IBuild
{
    [Parameter("Who is greeted.")]
    string Name => Get("world");

    Target Greet => _ => _.Executes(run => run.Log($"hello {Name}"));
}

internal sealed class Greeting : ContainerBuild, IGreet
{
    public Target Greet => _ => _
        .Inherit<IGreet>(x => x.Greet)
        .Description("Greets.");

    public Target All => _ => _.DependsOn<IGreet>(x => x.Greet);
}
