namespace Slipway.GitHub.Workflows;

/// <summary>Makes jobs of the entries of an attribute, and finds out what they need of each other.</summary>
internal sealed class JobPlanner(WorkflowSource source, GitHubWorkflowAttribute workflow)
{
    // https://docs.github.com/en/actions/reference/actions-limits
    private const int MostJobs = 256;

    private readonly List<Problem> _problems = [];

    /// <summary>The jobs, in the order of the attribute.</summary>
    /// <exception cref="ProblemException">The attribute is wrong; all problems at once.</exception>
    public IReadOnlyList<JobPlan> Plan()
    {
        if (workflow.Invoke.Length == 0)
            _problems.Add(WorkflowProblems.NothingInvoked(workflow.Name));
        var jobs = new List<JobPlan>();
        foreach (var entry in workflow.Invoke)
        {
            if (JobOf(entry, jobs) is { } job)
                jobs.Add(job);
        }

        if (_problems.Count > 0)
            throw new ProblemException(_problems);
        foreach (var job in jobs)
            Connect(job, jobs);
        // Only now is known what each waits for; what others of them wait for is left out.
        var all = jobs.ToDictionary(job => job, job => job.Needs.ToList());
        foreach (var job in jobs)
            job.Needs.RemoveAll(other => all[job].Exists(third => third != other && Waits(third, other, all)) && !job.Gets.Contains(other));
        return jobs;
    }

    private JobPlan? JobOf(string entry, List<JobPlan> jobs)
    {
        var words = entry.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var names = words.TakeWhile(word => !word.StartsWith('-')).ToList();
        if (names.Count == 0)
        {
            _problems.Add(WorkflowProblems.NoTarget(workflow.Name, entry));
            return null;
        }

        var targets = names.Select(name => (Name: name, Target: source.Build.Find(name.Split(':', 2)[0]))).ToList();
        foreach (var unknown in targets.Where(pair => pair.Target is null))
            _problems.Add(WorkflowProblems.UnknownTarget(workflow.Name, unknown.Name, source.Build.Targets.SelectMany(target => target.Names)));
        var options = words.Skip(names.Count).ToList();
        foreach (var word in words.Where(word => word.Contains("${{", StringComparison.Ordinal) || word.Any(c => char.IsControl(c) || c is '\'')))
            _problems.Add(WorkflowProblems.UnsafeWord(workflow.Name, word));
        if (targets.Exists(pair => pair.Target is null))
            return null;
        var first = targets[0].Target!;
        var item = names[0].Split(':', 2) is [_, var named] ? named : null;
        return new JobPlan
        {
            Id = IdOf(first.Name, jobs),
            Targets = [.. targets.Select(pair => pair.Target!)],
            Item = item,
            Options = options,
            Matrix = first.IsPerItem && item is null && names.Count == 1 ? ItemsOf(first) : [],
            All = Closure(targets.Select(pair => pair.Target!.Name), new HashSet<string>(StringComparer.Ordinal)),
        };
    }

    private List<string> ItemsOf(TargetDescription target)
    {
        List<string> items = [.. target.Items().Select(item => item.ToString()!)];
        foreach (var item in items.Where(item => item.Contains("${{", StringComparison.Ordinal)))
            _problems.Add(WorkflowProblems.UnsafeWord(workflow.Name, item));
        if (items.Count > MostJobs)
            _problems.Add(WorkflowProblems.TooManyItems(workflow.Name, target.Name, items.Count, MostJobs));
        return items;
    }

    private static string IdOf(string target, List<JobPlan> jobs)
    {
        var id = Names.Kebab(target);
        for (var i = 2; jobs.Exists(job => job.Id == id); i++)
            id = $"{Names.Kebab(target)}-{i}";
        return id;
    }

    /// <summary>All that runs with some targets, without going beyond others.</summary>
    private HashSet<string> Closure(IEnumerable<string> from, HashSet<string> without)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(from);
        while (open.TryPop(out var name))
        {
            if (without.Contains(name) || !all.Add(name))
                continue;
            var target = source.Build.Find(name)!;
            foreach (var next in target.DependsOn.Concat(target.Triggers))
                open.Push(next);
        }

        return all;
    }

    private void Connect(JobPlan job, List<JobPlan> jobs)
    {
        var own = job.Targets.Select(target => target.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var other in jobs.Where(other => other != job && !other.Targets.Any(target => own.Contains(target.Name))))
        {
            if (IsHandedOver(other, job))
                job.Gets.Add(other);
            if (other.Targets.Any(target => job.All.Contains(target.Name) || job.All.Any(name => source.Build.Find(name)!.Earlier.Contains(target.Name, StringComparer.Ordinal))))
                job.Needs.Add(other);
        }

        var skipped = job.Gets.SelectMany(other => other.Targets).Select(target => target.Name).ToHashSet(StringComparer.Ordinal);
        var left = Closure(own, skipped);
        // What only they need is not run either.
        job.Skips = [.. source.Build.Targets.Select(target => target.Name).Where(name => job.All.Contains(name) && !left.Contains(name))];
        // Files that only skipped targets would read are of no use here.
        job.Gets.RemoveAll(other => !left.Any(name => source.Build.Find(name)!.DependsOn.Any(needed => other.Targets.Any(target => target.Name == needed))));
    }

    // What another target only depends on leaves more behind than files: that is done again. What is consumed is its files.
    private bool IsHandedOver(JobPlan other, JobPlan job) => other.Item is null && other.Targets.All(target => job.All.Contains(target.Name)
        && target.Produces.Count > 0
        && job.All.Select(name => source.Build.Find(name)!).Where(user => user.DependsOn.Contains(target.Name, StringComparer.Ordinal)).All(user => user.Consumes.Contains(target.Name, StringComparer.Ordinal)));

    private static bool Waits(JobPlan job, JobPlan other, Dictionary<JobPlan, List<JobPlan>> needs) =>
        needs[job].Contains(other) || needs[job].Exists(third => Waits(third, other, needs));
}
