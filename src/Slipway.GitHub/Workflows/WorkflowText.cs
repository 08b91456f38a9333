namespace Slipway.GitHub.Workflows;

/// <summary>Makes the file of a workflow.</summary>
internal sealed class WorkflowText(WorkflowSource source, GitHubWorkflowAttribute workflow, string command)
{
    /// <summary>The first words of every file that is made.</summary>
    public const string Mark = "# Made from the build class by ";

    private readonly JobText _jobs = new(source, workflow);

    /// <summary>The file's text.</summary>
    /// <exception cref="ProblemException">The attribute is wrong.</exception>
    public string Make()
    {
        var jobs = new JobPlanner(source, workflow).Plan();
        CheckPermissions();
        var root = new YamlMap
        {
            { "name", workflow.Name },
            { "on", Triggers(jobs) },
            // Each job has what it needs, the others nothing.
            { "permissions", new YamlMap() },
            { "concurrency", new YamlMap { { "group", "${{ github.workflow }}-${{ github.ref }}" }, { "cancel-in-progress", "${{ github.event_name == 'pull_request' }}" } } },
        };
        var all = new YamlMap();
        foreach (var job in jobs)
            all.Add(job.Id, _jobs.Of(job, jobs));
        root.Add("jobs", all);
        return YamlText.Of($"{Mark[2..]}'{command} GenerateWorkflows'. Change [GitHubWorkflow(\"{workflow.Name}\")] there, not this file.", root);
    }

    private void CheckPermissions()
    {
        var problems = workflow.Permissions.Where(permission => !GitHubPermissions.IsValid(permission)).Select(permission => WorkflowProblems.WrongPermission(workflow.Name, permission)).ToList();
        var secrets = source.Build.Parameters.Where(parameter => parameter.IsSecret).SelectMany(parameter => new[] { parameter.Name, parameter.Member }).ToHashSet(StringComparer.OrdinalIgnoreCase);
        problems.AddRange(workflow.Secrets.Where(name => !secrets.Contains(name)).Select(name => WorkflowProblems.UnknownSecret(workflow.Name, name, secrets)));
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private YamlMap Triggers(IReadOnlyList<JobPlan> jobs)
    {
        var paths = Paths(jobs);
        var triggers = new YamlMap();
        if (workflow.On.HasFlag(GitHubTrigger.Push))
        {
            var push = new YamlMap();
            if (workflow.Branches.Length > 0)
                push.Add("branches", workflow.Branches);
            if (workflow.Tags.Length > 0)
                push.Add("tags", workflow.Tags);
            AddPaths(push, paths);
            triggers.Add("push", push.Count > 0 ? push : null);
        }

        if (workflow.On.HasFlag(GitHubTrigger.PullRequest))
        {
            var pull = new YamlMap();
            if (workflow.Branches.Length > 0)
                pull.Add("branches", workflow.Branches);
            AddPaths(pull, paths);
            triggers.Add("pull_request", pull.Count > 0 ? pull : null);
        }

        if (workflow.On.HasFlag(GitHubTrigger.Manual))
            triggers.Add("workflow_dispatch", null);
        if (workflow.Cron is { } cron)
            triggers.Add("schedule", (YamlMap[])[new YamlMap { { "cron", cron } }]);
        return triggers;
    }

    private static void AddPaths(YamlMap trigger, IReadOnlyList<string> paths)
    {
        if (paths.Count > 0)
            trigger.Add("paths", paths);
    }

    private IReadOnlyList<string> Paths(IReadOnlyList<JobPlan> jobs) => !workflow.PathFilters ? []
        : PathFilter.Of(source, jobs.SelectMany(job => job.All).Distinct(StringComparer.Ordinal), WorkflowFiles.PathOf(workflow.Name)) ?? throw new ProblemException(WorkflowProblems.NoInputs(workflow.Name));
}
