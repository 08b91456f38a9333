using Slipway.GitHub.Tests.Rest;

namespace Slipway.GitHub.Tests.Components;

/// <summary>Runs targets in a workflow of a server of ours.</summary>
public abstract class GitHubComponentTest : IDisposable
{
    private protected const string Commit = "1a2b3c4d5e6f708192a3b4c5d6e7f80910111213";

    private protected FakeGitHub Server { get; } = new();

    private protected TestProject Project { get; } = new();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Project.Dispose();
        Server.Dispose();
    }

    private protected void InWorkflow(string @event = "{}")
    {
        foreach (var (name, value) in new[]
        {
            ("GITHUB_ACTIONS", "true"), ("GITHUB_API_URL", Server.Url.ToString()), ("GITHUB_TOKEN", "s3cret-token"), ("GITHUB_REPOSITORY", "acme/shop"),
            ("GITHUB_SHA", Commit), ("GITHUB_REF", "refs/heads/main"), ("GITHUB_RUN_ID", "77"), ("GITHUB_RUN_ATTEMPT", "2"), ("GITHUB_JOB", "deploy"),
            ("GITHUB_EVENT_PATH", Project.Write("event.json", @event)),
        })
        {
            Project.Environment[name] = value;
        }
    }

    private protected Task<TestRun> RunAsync(string targets, bool fails = false) => Project.RunAsync(new GitHubBuild { Fails = fails }, targets.Split(' '));
}
