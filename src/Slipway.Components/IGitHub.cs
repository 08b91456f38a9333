using Slipway.GitHub;
using Slipway.Processes;

namespace Slipway.Components;

/// <summary>Speaks to GitHub, from its workflows and, where that is asked for, from anywhere.</summary>
public interface IGitHub : IBuild
{
    /// <summary>Whether GitHub is spoken to from outside of its workflows too. Not unless set.</summary>
    [Parameter("Speak to GitHub from outside of its workflows too.", Name = "Github")]
    bool AsksGitHub => Get(false);

    /// <summary>What requests to GitHub are made with. In a workflow, <c>GITHUB_TOKEN: ${{ github.token }}</c>.</summary>
    [Parameter("The token for GitHub.", Name = "GithubToken", Environment = "GITHUB_TOKEN"), Secret]
    Secret? GitHubToken => Get<Secret?>();

    /// <summary>The repository, as <c>owner/name</c>; that of the workflow unless set.</summary>
    [Parameter("The repository at GitHub, as owner/name.", Name = "GithubRepository", Environment = "GITHUB_REPOSITORY")]
    string? GitHubRepository => Get<string?>();

    /// <summary>The address of GitHub's REST API; that of the workflow unless set.</summary>
    [Parameter("The address of GitHub's REST API.", Name = "GithubApiUrl", Environment = "GITHUB_API_URL")]
    string GitHubApi => Get("https://api.github.com");

    /// <summary>What is known of the workflow that started this.</summary>
    GitHubRun GitHubRun => Once(() => GitHubRun.From(Environment));

    /// <summary>Whether GitHub may be changed from here: a target that does so is skipped where not.</summary>
    bool MayChangeGitHub => AsksGitHub || (GitHubRun.IsThere && !GitHubRun.IsFromFork);

    /// <summary>Why GitHub is not spoken to.</summary>
    string WhyNotGitHub => GitHubRun.IsThere ? "a pull request from a fork may change nothing at GitHub" : "not in a workflow of GitHub; --github speaks to it from here";

    /// <summary>The client for a target's body; dispose of it.</summary>
    /// <param name="run">The body's.</param>
    /// <exception cref="ProblemException">The token or the repository is not known.</exception>
    GitHubClient OpenGitHub(RunContext run)
    {
        var problems = new List<Problem>();
        if (GitHubToken is null)
            problems.Add(GitHubComponentProblems.NotKnown("the token", "set GITHUB_TOKEN; in a step of a workflow: env: { GITHUB_TOKEN: '${{ github.token }}' }"));
        if (GitHubRepository is null)
            problems.Add(GitHubComponentProblems.NotKnown("the repository", "--github-repository OWNER/NAME"));
        if (!Uri.TryCreate(GitHubApi, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            problems.Add(GitHubComponentProblems.NoAddress("--github-api-url", GitHubApi));
        return problems.Count == 0
            ? new GitHubClient(new GitHubOptions { ApiUrl = url!, Token = GitHubToken!, Repository = GitHubRepository! }, run.Time, run.Log)
            : throw new ProblemException(problems);
    }

    /// <summary>The commit that people see marks at: that of the workflow, else the one that is checked out.</summary>
    /// <param name="run">The body's.</param>
    /// <exception cref="ProblemException">It is not known.</exception>
    async Task<string> GitHubCommitAsync(RunContext run)
    {
        if (GitHubRun.HeadCommit is { } head)
            return head;
        var result = await run.Processes.RunAsync(new ProcessInvocation { Program = "git", Arguments = ["rev-parse", "HEAD"], WorkingFolder = RootFolder, Timeout = TimeSpan.FromSeconds(30) }, run.CancellationToken);
        return result.Succeeded && result.StandardOutput.Trim() is { Length: 40 or 64 } commit
            ? commit
            : throw new ProblemException(GitHubComponentProblems.NotKnown("the commit", "run it in a checkout with a commit, or set GITHUB_SHA"));
    }

    /// <summary>What became of the run so far, in a few words.</summary>
    /// <param name="run">The body's.</param>
    static string Verdict(RunContext run) => run.Failed.Count switch
    {
        0 => "all went well",
        <= 3 => $"failed: {string.Join(", ", run.Failed)}",
        _ => $"failed: {string.Join(", ", run.Failed.Take(3))} and {run.Failed.Count - 3} more",
    };
}
