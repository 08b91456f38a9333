using Slipway.Components;

namespace Slipway.GitHub.Tests.Components;

/// <summary>A build with every component for GitHub, and a target that may fail.</summary>
internal sealed class GitHubBuild : SlipwayBuild, IGitHubStatus, IGitHubDeployment, IGitHubSarif, IGitHubRelease, IGitHubComment
{
    public bool Fails { get; init; }

    public Target Work => _ => _.Executes(() =>
    {
        if (Fails)
            throw new ProblemException(new Problem("X1", "no"));
    });

    Target IGitHubStatus.GitHubStatus => _ => _.Inherit<IGitHubStatus>(x => x.GitHubStatus).After(Work);

    Target IGitHubDeployment.GitHubDeployment => _ => _.Inherit<IGitHubDeployment>(x => x.GitHubDeployment).After(Work);

    Target IGitHubDeployment.StartGitHubDeployment => _ => _.Inherit<IGitHubDeployment>(x => x.StartGitHubDeployment).Before(Work);

    Target IGitHubComment.GitHubComment => _ => _.Inherit<IGitHubComment>(x => x.GitHubComment).After(Work);
}
