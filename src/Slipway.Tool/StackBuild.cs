using Slipway.Components;
using Slipway.GitHub;

namespace Slipway.Tool;

/// <summary>The build of a folder that has no build project: all targets of the components, over its compose file.</summary>
/// <param name="folder">The folder with the compose file.</param>
internal sealed class StackBuild(string folder) : ContainerBuild, IDeploy, ILint, IStackTest, IGitHubWorkflows
{
    string IHasStack.StackFolder => folder;

    IReadOnlyList<GitHubWorkflowAttribute> IGitHubWorkflows.Workflows =>
        [new GitHubWorkflowAttribute("deploy") { On = GitHubTrigger.Push | GitHubTrigger.PullRequest | GitHubTrigger.Manual, Invoke = [nameof(IDeploy.Deploy)] }];

    // Most folders have no workflow of ours, and lint is not to ask for one.
    Target IGitHubWorkflows.CheckWorkflows => _ => _
        .Inherit<IGitHubWorkflows>(x => x.CheckWorkflows)
        .OnlyWhen(() => File.Exists(Path.Combine(RootFolder, ".github", "workflows", "deploy.yml")), "no workflow was generated");

    string IGitHubWorkflows.WorkflowCommand => "slipway";

    IReadOnlyList<string> IGitHubWorkflows.WorkflowSetup => ["dotnet tool install --global Slipway.Tool"];
}
