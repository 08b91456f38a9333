namespace Slipway.GitHub;

/// <summary>A workflow of GitHub Actions that is made from the build: <c>.github/workflows/NAME.yml</c>.</summary>
/// <param name="name">The workflow's name, and its file's: letters, digits, <c>-</c> and <c>_</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GitHubWorkflowAttribute(string name) : Attribute
{
    /// <summary>The workflow's name, and its file's.</summary>
    public string Name { get; } = name;

    /// <summary>What starts it. Pushes and pull requests unless set.</summary>
    public GitHubTrigger On { get; init; } = GitHubTrigger.Push | GitHubTrigger.PullRequest;

    /// <summary>When it starts by itself, as five fields of cron in UTC. Never unless set.</summary>
    public string? Cron { get; init; }

    /// <summary>The branches that are pushed to, or that pull requests are for. <c>main</c> unless set.</summary>
    public string[] Branches { get; init; } = ["main"];

    /// <summary>The tags that start it when they are pushed, as patterns. None unless set.</summary>
    public string[] Tags { get; init; } = [];

    /// <summary>
    /// Its jobs: each a target, or several that run in one job, and after them options, as on the command line:
    /// <c>"Deploy GitHubStatus --stack bot-core"</c>. A target with items gets a job for each of them.
    /// </summary>
    public string[] Invoke { get; init; } = [];

    /// <summary>The runner's label. <c>ubuntu-24.04</c> unless set; where it begins with <c>windows</c>, <c>build.ps1</c> is run.</summary>
    public string RunsOn { get; init; } = "ubuntu-24.04";

    /// <summary>How long a job may take, in minutes. 60 unless set.</summary>
    public int TimeoutMinutes { get; init; } = 60;

    /// <summary>Whether it is started only where files have changed that its targets are made of. Not unless set.</summary>
    public bool PathFilters { get; init; }

    /// <summary>Secrets for all jobs, by the names of the parameters, beside those that the targets' components declare.</summary>
    public string[] Secrets { get; init; } = [];

    /// <summary>Permissions for all jobs beside those that the targets need, such as <c>packages: write</c>.</summary>
    public string[] Permissions { get; init; } = [];

    /// <summary>Whether images of earlier runs are kept for the next one. They are unless set.</summary>
    public bool CacheImages { get; init; } = true;

    /// <summary>Whether reports and logs are kept as artifacts, whatever became of the job. They are unless set.</summary>
    public bool KeepReports { get; init; } = true;
}
