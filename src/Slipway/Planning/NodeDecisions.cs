using Slipway.Files;
using Slipway.Graphs;

namespace Slipway.Planning;

/// <summary>Decides which nodes run, and why. Probes of nodes that do not wait for each other are asked together.</summary>
internal sealed class NodeDecisions(SlipwayBuild build, Graph graph, ResultStore results, Selection selection, NodeFiles files, IReadOnlySet<string>? done)
{
    // Probes mostly wait for an engine or a disk, which serve several at a time.
    private const int Together = 8;

    private Resumption? _resumption;

    /// <summary>Decides on every node, after all those that it needs.</summary>
    /// <exception cref="ProblemException">Probes failed; all that were asked together.</exception>
    public async Task DecideAsync(IReadOnlyList<PlanNode> steps, CancellationToken cancellationToken)
    {
        _resumption = done is null ? null : new Resumption(done, steps, node => selection.SkipReason(node.Target) is not null);
        foreach (var level in Levels(steps))
        {
            var asked = level.FindAll(node => !Decide(node));
            if (asked.Count == 1)
                await AskAsync(asked[0], cancellationToken);
            else if (asked.Count > 1)
                await AskAsync(asked, cancellationToken);
            foreach (var node in level)
            {
                if (!node.IsJoin && node.Decision == Decision.Run && node.Target.Settings.StartConditions is [var first, ..])
                    (node.Decision, node.Reason) = (Decision.DecideAtStart, $"only when {first.Text}");
                if (node.TakesTime && node.Target.Settings.MemoryNeed is { } memory)
                    node.Memory = PlanningProblems.Ask(node.Target.Name, "Uses", () => memory(node.Item)) ?? default;
            }
        }
    }

    // A node's level is the longest chain of nodes with probes before it.
    private static List<List<PlanNode>> Levels(IReadOnlyList<PlanNode> steps)
    {
        var levels = new List<List<PlanNode>>();
        var levelOf = new int[steps.Count];
        foreach (var step in steps)
        {
            var level = 0;
            foreach (var before in step.Needs)
                level = Math.Max(level, levelOf[before.Index] + (IsAsked(before) ? 1 : 0));
            foreach (var before in step.Follows)
                level = Math.Max(level, levelOf[before.Index] + (IsAsked(before) ? 1 : 0));
            levelOf[step.Index] = level;
            while (levels.Count <= level)
                levels.Add([]);
            levels[level].Add(step);
        }

        return levels;
    }

    private static bool IsAsked(PlanNode node) => !node.IsJoin && (node.HasInputs || node.Target.Settings.Probe is not null);

    // Whatever runs before a node may write what that node reads.
    private static PlanNode? WriterBefore(PlanNode node) =>
        node.Needs.Find(before => before.Writer is not null)?.Writer ?? node.Follows.Find(before => before.Writer is not null)?.Writer;

    /// <summary>Decides without asking a probe, where that can be done.</summary>
    private bool Decide(PlanNode node)
    {
        var settings = node.Target.Settings;
        if (node.IsJoin)
            node.Decision = Decision.Run;
        else if (WhySkipped(node) is { } why)
            (node.Decision, node.Reason) = (Decision.Skip, why);
        else if (settings.Bodies.Count == 0)
            (node.Decision, node.Reason) = (Decision.Run, "has no work of its own");
        else if (!IsAsked(node) && _resumption?.Holds(node) == true)
            (node.Decision, node.Reason, node.IsResumed) = (Decision.UpToDate, "done in the run that is resumed", true);
        else if (!IsAsked(node))
            (node.Decision, node.Reason) = (Decision.Run, "always runs");
        else if (node.Needs.Find(need => need.Target == node.Target && need.MayRun) is { } before)
            (node.Decision, node.Reason) = (Decision.DecideAtStart, $"after {before.Item}");
        else if (node.HasInputs && !((IBuild)build).Rebuild && WriterBefore(node) is { } writer)
            (node.Decision, node.Reason) = (Decision.DecideAtStart, $"its files are known after {writer}");
        else
            return false;
        Decided(node);
        return true;
    }

    private void Decided(PlanNode node)
    {
        _resumption?.Decided(node);
        node.Writer = node.TakesTime ? node : WriterBefore(node);
    }

    private string? WhySkipped(PlanNode node)
    {
        var target = node.Target;
        return selection.SkipReason(target)
            ?? target.Settings.Conditions.Find(condition => condition.IsPerItem && !PlanningProblems.Ask(target.Name, "OnlyWhen", () => condition.Holds(node.Item)))?.Otherwise
            ?? (node is { IsOnlyTriggered: true, Triggers: [var trigger, ..] } && node.Triggers.TrueForAll(other => other.IsSkipped) ? PlanNode.NotTriggered(trigger) : null);
    }

    private async Task AskAsync(List<PlanNode> nodes, CancellationToken cancellationToken)
    {
        var problems = new ProblemException?[nodes.Count];
        var next = -1;
        // Parallel.ForAsync would be fifteen methods to compile for a handful of questions.
        var workers = new Task[Math.Min(Together, nodes.Count)];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = Task.Run(AskNextAsync, cancellationToken);
        await Task.WhenAll(workers);
        if (Array.Exists(problems, problem => problem is not null))
            throw new ProblemException([.. problems.OfType<ProblemException>().SelectMany(e => e.Problems).DistinctBy(problem => problem.ToString(), StringComparer.Ordinal)]);

        async Task AskNextAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < nodes.Count; i = Interlocked.Increment(ref next))
            {
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await AskAsync(nodes[i], cancellationToken);
                }
                catch (ProblemException e)
                {
                    problems[i] = e;
                }
            }
        }
    }

    private async Task AskAsync(PlanNode node, CancellationToken cancellationToken)
    {
        Reuse reuse;
        try
        {
            reuse = await Probing.AskAsync(node, new PlanningContext(build, graph, results, files, cancellationToken), files.Probe);
        }
        catch (Exception e) when (e is not (ProblemException or OperationCanceledException))
        {
            throw PlanningProblems.Threw(node.Target.Name, "Reuses", e);
        }

        node.Reason = reuse.Reason;
        node.Decision = reuse.State switch
        {
            ReuseState.UpToDate => Decision.UpToDate,
            ReuseState.Stale => Decision.Run,
            _ => Decision.DecideAtStart,
        };
        Decided(node);
        if (node is { Decision: Decision.UpToDate, Item: { } item })
            results.Set(node.Target, item, reuse.Result);
    }
}
