using System.Text;
using Slipway.GitHub;

namespace Slipway.Components;

/// <summary>Keeps one comment of a pull request up to date.</summary>
public interface IGitHubComment : IGitHub
{
    /// <summary>Tells the comment from others that a pull request has. <c>slipway</c> unless set.</summary>
    [Parameter("Tells the comment from others of the pull request.")]
    string CommentKey => Get("slipway");

    /// <summary>The comment, in Markdown: what became of the run, and what was pushed, unless overridden.</summary>
    /// <param name="run">The body's.</param>
    string CommentText(RunContext run)
    {
        var text = new StringBuilder(run.Failed.Count == 0 ? "### Slipway: all went well\n" : $"### Slipway: {run.Failed.Count} failed\n");
        foreach (var failed in run.Failed)
            text.Append("\n- `").Append(failed).Append('`');
        foreach (var image in PushedRecord.ReadAll(RootFolder, Path.Combine(TempFolder, "reports", "push")))
            text.Append("\n- `").Append(image.Reference).Append("` is `").Append(image.Digest).Append('`');
        if (GitHubRun.HeadCommit is { } commit)
            text.Append("\n\nOf ").Append(commit);
        if (GitHubRun.Url is { } url)
            text.Append("; [the run](").Append(url).Append(')');
        return text.Append('\n').ToString();
    }

    /// <summary>Writes the comment, in the place of the one before.</summary>
    Target GitHubComment => _ => _
        .Description("Tells a pull request at GitHub what became of the run, in one comment.")
        .OnlyWhen(() => MayChangeGitHub, WhyNotGitHub)
        .OnlyWhen(() => GitHubRun.PullRequest is not null, "it runs for no pull request")
        .TryAfter<IDeploy>(x => x.Deploy)
        .TryAfter<IHealthGate>(x => x.HealthGate)
        .TryAfter<IPushImages>(x => x.PushImages)
        .AssuredAfterFailure()
        .Executes(async run =>
        {
            using var client = OpenGitHub(run);
            var comment = await client.SetCommentAsync(GitHubRun.PullRequest!.Value, CommentKey, CommentText(run), run.CancellationToken);
            run.Summarize($"{(comment.IsNew ? "wrote" : "updated")} the comment of #{GitHubRun.PullRequest}");
        });
}
