using Slipway.GitHub;

namespace Slipway.Components;

/// <summary>Marks the commit at GitHub: something runs, all is well, something failed.</summary>
public interface IGitHubStatus : IGitHub
{
    /// <summary>Tells the mark from those of others. <c>slipway</c> unless set.</summary>
    [Parameter("The name of the mark beside the commit.")]
    string StatusContext => Get("slipway");

    /// <summary>Marks the commit as being worked on, before anything else.</summary>
    Target GitHubPending => _ => _
        .Description("Marks the commit at GitHub as being worked on.")
        .OnlyWhen(() => MayChangeGitHub, WhyNotGitHub)
        .TryBefore<IDoctor>(x => x.Doctor)
        .TryBefore<IHasEngine>(x => x.PrepareEngine)
        .Executes(run => SetStatusAsync(run, CommitState.Pending, "runs"));

    /// <summary>Marks the commit with what became of everything before.</summary>
    Target GitHubStatus => _ => _
        .Description("Marks the commit at GitHub with what became of the run.")
        .OnlyWhen(() => MayChangeGitHub, WhyNotGitHub)
        .After(GitHubPending)
        .TryAfter<IDeploy>(x => x.Deploy)
        .TryAfter<IHealthGate>(x => x.HealthGate)
        .TryAfter<IPushImages>(x => x.PushImages)
        .AssuredAfterFailure()
        .Executes(run => SetStatusAsync(run, run.Failed.Count == 0 ? CommitState.Success : CommitState.Failure, Verdict(run)));

    private async Task SetStatusAsync(RunContext run, CommitState state, string description)
    {
        using var client = OpenGitHub(run);
        var commit = await GitHubCommitAsync(run);
        await client.SetStatusAsync(commit, new CommitStatus { State = state, Context = StatusContext, Description = description, TargetUrl = GitHubRun.Url }, run.CancellationToken);
        run.Summarize($"{state.ToString().ToLowerInvariant()} at {commit[..Math.Min(7, commit.Length)]}");
    }
}
