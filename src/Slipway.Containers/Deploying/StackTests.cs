using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <summary>The services of a stack's profile <c>test</c>, each run once to its end.</summary>
/// <param name="engine">Where they run.</param>
/// <param name="compose">Runs them.</param>
/// <param name="stack">The stack.</param>
/// <param name="deployment">Starts what they need.</param>
/// <param name="run">The node that runs them.</param>
public sealed class StackTests(EngineClient engine, ComposeCli compose, ContainerStack stack, Deployment deployment, RunContext run)
{
    /// <summary>How long each may take. Ten minutes unless set.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Runs them, one after the other: they may share data. What of the stack did not run before is removed afterwards.
    /// </summary>
    /// <returns>A few words for the summary.</returns>
    /// <exception cref="ProblemException">There is none, or some failed; their exit codes and last lines are among the facts.</exception>
    public async Task<string> RunAsync()
    {
        var tests = stack.TestServices.ToList();
        if (tests.Count == 0)
            throw new ProblemException(DeployingProblems.NoTests(stack.Name, Path.GetRelativePath(stack.RootFolder, stack.Compose.Files[0])));
        await deployment.OpenAsync();
        var before = await StackBefore.OfAsync(engine, stack, run);
        var problems = new List<Problem>();
        await deployment.DoOpenAsync(async late =>
        {
            try
            {
                foreach (var test in tests)
                    problems.AddRange(await RunAsync(test));
            }
            finally
            {
                if (!before.HadContainers)
                    await deployment.Undo(before).UndoAsync(late);
            }
        });

        return problems.Count == 0
            ? string.Join(", ", tests.Select(test => $"{test.Name} ended with exit code 0"))
            : throw new ProblemException(problems);
    }

    private async Task<IReadOnlyList<Problem>> RunAsync(ComposeService test)
    {
        var needed = stack.Compose.Reach(test.Name).Select(service => service.Name).Where(name => name != test.Name).ToList();
        try
        {
            await deployment.UpAsync(needed);
            if (needed.Count > 0)
                await new HealthGate(engine, run.Time).WaitAsync(NeededBy(needed), cancellationToken: run.CancellationToken);
            await compose.RunAsync(deployment.Scope, new ComposeRunOptions { Service = test.Name, Timeout = Timeout }, line => run.Log(line.Text), run.CancellationToken);
            return [];
        }
        catch (ProblemException e)
        {
            return e.Problems;
        }
    }

    private HealthGateRequest NeededBy(IReadOnlyList<string> services) => new()
    {
        Project = stack.Compose.Name,
        Services = services,
        OneShots = [.. stack.OneShots.Distinct(StringComparer.Ordinal)],
        Deadline = deployment.HealthTimeout,
    };
}
