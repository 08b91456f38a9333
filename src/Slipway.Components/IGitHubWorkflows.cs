using System.Reflection;
using Slipway.Containers.Images;
using Slipway.Containers.Stacks;
using Slipway.GitHub;

namespace Slipway.Components;

/// <summary>Makes workflows of GitHub Actions from the build: one for each <see cref="GitHubWorkflowAttribute"/> of its class.</summary>
public interface IGitHubWorkflows : IBuild
{
    /// <summary>The workflows. Those of the attributes unless overridden.</summary>
    IReadOnlyList<GitHubWorkflowAttribute> Workflows => [.. GetType().GetCustomAttributes<GitHubWorkflowAttribute>()];

    /// <summary>The command that runs targets in a workflow. The build script unless overridden.</summary>
    string? WorkflowCommand => null;

    /// <summary>Command lines that make <see cref="WorkflowCommand"/> available. None unless overridden.</summary>
    IReadOnlyList<string> WorkflowSetup => [];

    /// <summary>Writes the workflows that are missing or not what the build says.</summary>
    Target GenerateWorkflows => _ => _
        .Description("Writes the workflows of GitHub Actions that the build class names.")
        .Executes(run =>
        {
            var changed = MakeWorkflows(run).Write();
            foreach (var file in changed)
                run.Log(file);
            run.Summarize(changed.Count == 0 ? "nothing has changed" : $"wrote {string.Join(", ", changed)}");
        });

    /// <summary>Fails where a workflow is not what the build says, or would not do what it should. <see cref="ILint.Lint"/> brings it along.</summary>
    Target CheckWorkflows => _ => _
        .Description("Fails where a workflow of GitHub Actions is not what the build says, is wrong or unsafe.")
        .TryTriggeredBy<ILint>(x => x.Lint)
        .Executes(run =>
        {
            var files = MakeWorkflows(run);
            var problems = WorkflowFiles.Examine(RootFolder);
            if (problems.Count > 0)
                throw new ProblemException(problems);
            files.Check();
        });

    private WorkflowFiles MakeWorkflows(RunContext run) => WorkflowFiles.Make(
        new WorkflowSource
        {
            Build = BuildDescription.Of(run.Build),
            BuildType = GetType(),
            RootFolder = RootFolder,
            Command = WorkflowCommand,
            Setup = WorkflowSetup,
            SourcesOf = item => item is Image image ? SourcesOf(image) : null,
            PermissionsOf = PermissionsOf,
            ImageLabel = ImageLabels.Fingerprint,
        },
        Workflows);

    private static List<string> SourcesOf(Image image)
    {
        List<string> sources = [.. image.Build.AdditionalContexts.Values.Where(Path.IsPathRooted)];
        if (!image.Build.IsRemote)
            sources.Add(image.Build.Context);
        if (File.Exists(image.DockerfilePath))
            sources.Add(image.DockerfilePath);
        return sources;
    }

    private static IReadOnlyList<string> PermissionsOf(string target) => target switch
    {
        nameof(IGitHubStatus.GitHubPending) or nameof(IGitHubStatus.GitHubStatus) => ["statuses: write"],
        nameof(IGitHubDeployment.StartGitHubDeployment) or nameof(IGitHubDeployment.GitHubDeployment) => ["deployments: write"],
        // For a private repository, code scanning asks which workflow it comes from.
        nameof(IGitHubSarif.UploadSarif) => ["security-events: write", "actions: read"],
        nameof(IGitHubRelease.GitHubRelease) => ["contents: write"],
        nameof(IGitHubComment.GitHubComment) => ["pull-requests: write"],
        _ => [],
    };
}
