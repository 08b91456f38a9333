using Slipway.Components;
using Slipway.GitHub;

/// <summary>This repository's own build: the container targets for the stacks, and the steps that build and test Slipway.</summary>
[GitHubWorkflow("ci", Invoke = [nameof(CheckFormat), nameof(BuildFromPackages), nameof(Test) + " --install-tools", nameof(IDeploy.Deploy) + " --stack bot-core --install-tools"])]
[GitHubWorkflow("windows", Invoke = [nameof(IGitHubWorkflows.CheckWorkflows)], RunsOn = "windows-2025", TimeoutMinutes = 20)]
internal sealed partial class Build : ContainerBuild, IDeploy, ILint, IStackTest, IGitHubWorkflows
{
    public static Task<int> Main(string[] args) => RunAsync<Build>(args);
}
