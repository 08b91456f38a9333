namespace Slipway.GitHub.Workflows;

/// <summary>Makes the job of a plan.</summary>
internal sealed class JobText(WorkflowSource source, GitHubWorkflowAttribute workflow)
{
    private const string ItemVariable = "ITEM";
    private const string Images = ".nuke/temp/images.tar";

    // With it among the files, the root of an artifact is the root of the repository, whatever else there is.
    private static readonly string[] RootFiles = ["build.ps1", "global.json", "README.md", "LICENSE", "compose.yaml", "docker-compose.yml"];

    private bool IsWindows => workflow.RunsOn.StartsWith("windows", StringComparison.OrdinalIgnoreCase);

    public YamlMap Of(JobPlan job, IReadOnlyList<JobPlan> all)
    {
        var runs = job.Runs.ToHashSet(StringComparer.Ordinal);
        var map = new YamlMap { { "runs-on", workflow.RunsOn }, { "timeout-minutes", workflow.TimeoutMinutes } };
        if (job.Needs.Count > 0)
            map.Add("needs", job.Needs.Select(need => need.Id).ToList());
        map.Add("permissions", GitHubPermissions.Union(runs.SelectMany(source.PermissionsOf).Concat(workflow.Permissions).Append("contents: read")));
        if (job.Matrix.Count > 0)
            map.Add("strategy", new YamlMap { { "fail-fast", false }, { "matrix", new YamlMap { { "item", job.Matrix } } } });
        map.Add("steps", Steps(job, all, runs).ToList());
        return map;
    }

    private IEnumerable<YamlMap> Steps(JobPlan job, IReadOnlyList<JobPlan> all, HashSet<string> runs)
    {
        // What runs later needs no password of the repository.
        yield return Uses(ActionPins.Checkout, new YamlMap { { "persist-credentials", false } });
        yield return Uses(ActionPins.SetupDotNet, File.Exists(Path.Combine(source.RootFolder, "global.json")) ? new YamlMap { { "global-json-file", "global.json" } } : new YamlMap { { "dotnet-version", "10.0.x" } });
        yield return Cache("Keep packages", "~/.nuget/packages", "nuget-${{ runner.os }}-", "${{ hashFiles('**/packages.lock.json', '**/*.csproj', '**/Directory.Packages.props') }}");
        var keepsImages = workflow.CacheImages && !IsWindows && source.ImageLabel is not null && runs.Any(HasSources);
        if (keepsImages)
        {
            yield return Cache("Keep images", Images, $"images-{job.Id}-{Index(job)}${{{{ runner.os }}}}-", "${{ github.sha }}");
            yield return new YamlMap { { "name", "Load the images of an earlier run" }, { "run", $"test ! -f {Images} || docker load --input {Images}" } };
        }

        foreach (var other in job.Gets)
            yield return Download(other);
        foreach (var line in source.Setup)
            yield return new YamlMap { { "run", line } };
        yield return Run(job, runs);
        if (keepsImages)
        {
            var save = $"docker image ls --filter label={source.ImageLabel} --format '{{{{.Repository}}}}:{{{{.Tag}}}}' | {{ grep -v '<none>' || true; }} | xargs --no-run-if-empty docker save --output {Images}";
            yield return new YamlMap { { "name", "Save the images for a later run" }, { "run", $"mkdir -p .nuke/temp\n{save}\n" } };
        }

        if (all.Any(other => other.Gets.Contains(job)))
            yield return Upload(job);
        if (workflow.KeepReports)
            yield return Reports(job);
    }

    private bool HasSources(string name) => source.Build.Find(name) is { IsPerItem: true } target && target.Items().Any(item => source.SourcesOf(item) is not null);

    private YamlMap Run(JobPlan job, HashSet<string> runs)
    {
        var step = new YamlMap { { "name", string.Join(", ", job.Targets.Select(target => target.Name)) } };
        var environment = new YamlMap();
        // By a variable: a name is not to be a part of the command.
        if (job.Matrix.Count > 0)
            environment.Add(ItemVariable, "${{ matrix.item }}");
        foreach (var (variable, value) in new JobSecrets(source).Of(runs, workflow.Secrets))
            environment.Add(variable, value);
        if (environment.Count > 0)
            step.Add("env", environment);
        if (IsWindows)
            step.Add("shell", "pwsh");
        step.Add("run", Line(job));
        return step;
    }

    private string Line(JobPlan job)
    {
        var first = job.Matrix.Count > 0 ? $"\"{job.Targets[0].Name}:{(IsWindows ? "$env:" : "$")}{ItemVariable}\"" : Quote(job.Item is { } item ? $"{job.Targets[0].Name}:{item}" : job.Targets[0].Name);
        List<string> words = [source.Command ?? (IsWindows ? "./build.ps1" : "./build.sh"), first, .. job.Targets.Skip(1).Select(target => target.Name)];
        foreach (var skipped in job.Skips)
            words.AddRange(["--skip", skipped]);
        words.AddRange(job.Options.Select(Quote));
        return string.Join(' ', words);
    }

    private static string Quote(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=' or ',' or '@' or '+' or '%') ? word : $"'{word}'";

    private YamlMap Upload(JobPlan job)
    {
        var root = Array.Find(RootFiles, file => File.Exists(Path.Combine(source.RootFolder, file))) ?? throw new ProblemException(WorkflowProblems.NoRootFile(workflow.Name, RootFiles));
        var paths = job.Produces.SelectMany(Paths).Prepend(root).Distinct(StringComparer.Ordinal);
        return Uses(
            ActionPins.Upload,
            new YamlMap { { "name", Artifact(job) + (job.Matrix.Count > 0 ? "-${{ strategy.job-index }}" : "") }, { "path", string.Join('\n', paths) + "\n" }, { "if-no-files-found", "error" }, { "include-hidden-files", true } },
            "Hand on " + string.Join(", ", job.Targets.Select(target => target.Name)));
    }

    // A name without wildcards stands for a file, or for all that is in a folder; for the action it does so too.
    private static IEnumerable<string> Paths(string pattern)
    {
        var sign = pattern.StartsWith('!') ? "!" : "";
        return Braces.Expand(pattern[sign.Length..].TrimEnd('/')).Select(part => sign + part);
    }

    private static YamlMap Download(JobPlan other) => Uses(
        ActionPins.Download,
        other.Matrix.Count > 0 ? new YamlMap { { "pattern", Artifact(other) + "-*" }, { "merge-multiple", true }, { "path", "." } } : new YamlMap { { "name", Artifact(other) }, { "path", "." } },
        "Take over " + string.Join(", ", other.Targets.Select(target => target.Name)));

    private static string Artifact(JobPlan job) => "files-of-" + job.Id;

    private static string Index(JobPlan job) => job.Matrix.Count > 0 ? "${{ strategy.job-index }}-" : "";

    private static YamlMap Reports(JobPlan job) => new()
    {
        { "name", "Keep reports and logs" },
        { "if", "${{ !cancelled() }}" },
        { "uses", ActionPins.Upload.Uses },
        { "with", new YamlMap { { "name", $"reports-{job.Id}{(job.Matrix.Count > 0 ? "-${{ strategy.job-index }}" : "")}" }, { "path", ".nuke/temp/reports\n.nuke/temp/logs\n" }, { "if-no-files-found", "ignore" }, { "include-hidden-files", true } } },
    };

    private static YamlMap Cache(string name, string path, string prefix, string key) =>
        Uses(ActionPins.Cache, new YamlMap { { "path", path }, { "key", prefix + key }, { "restore-keys", prefix } }, name);

    private static YamlMap Uses(ActionPin action, YamlMap with, string? name = null)
    {
        var step = new YamlMap();
        if (name is not null)
            step.Add("name", name);
        step.Add("uses", action.Uses);
        step.Add("with", with);
        return step;
    }
}
