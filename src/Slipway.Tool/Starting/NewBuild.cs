using Slipway.Components;
using Slipway.GitHub;

namespace Slipway.Tool.Starting;

/// <summary>What <see cref="NewProject"/> writes as the class of a build, for what is made from that class before it is compiled.</summary>
/// <param name="stack">The folder of the compose file.</param>
/// <param name="workflow">Its workflow.</param>
internal sealed class NewBuild(string stack, GitHubWorkflowAttribute workflow) : ContainerBuild, IDeploy, ILint, IStackTest, IGitHubWorkflows
{
    string IHasStack.StackFolder => stack;

    IReadOnlyList<GitHubWorkflowAttribute> IGitHubWorkflows.Workflows => [workflow];
}
