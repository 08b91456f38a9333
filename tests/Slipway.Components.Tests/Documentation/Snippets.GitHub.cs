// The code blocks of docs/reference/github.md, word for word: CodeBlocks holds that they are.
using Slipway.GitHub;

namespace Slipway.Components.Tests.Documentation;

[GitHubWorkflow(
    "ci",
    Tags = ["v*"],
    Invoke = [nameof(Compile), nameof(IBuildImages.BuildImages), "Deploy GitHubStatus --profile demo"],
    Permissions = ["packages: write"])]
internal sealed class ShopBuild : ContainerBuild, IDeploy, IGitHubWorkflows, IGitHubStatus
{
    public Target Compile => _ => _
        .Inputs("src/**")
        .Produces("out/shop.zip")
        .Executes(() => (RootFolder / "out/shop.zip").WriteAllText("shop"));
}

internal sealed class MarkedBuild : SlipwayBuild, IGitHubStatus
{
    public Target Test => _ => _.Executes(() => { });

    Target IGitHubStatus.GitHubStatus => _ => _.Inherit<IGitHubStatus>(x => x.GitHubStatus).After(Test);

    public Target Digest => _ => _.Executes(run => run.Output("digest", "sha256:0123"));
}

internal static class Marking
{
    public static async Task MarkAsync(Secret token, string commit)
    {
        using var client = new GitHubClient(new GitHubOptions { Token = token, Repository = "acme/shop" });
        await client.SetStatusAsync(commit, new CommitStatus { State = CommitState.Success, Description = "all went well" });
    }
}
