using Slipway.Containers.Composing;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Swarm;

/// <summary>Waits until the services of a stack run on a swarm, or says why they will not.</summary>
/// <remarks>A task runs when its container does and, where it has a health check, is healthy: the swarm itself waits for that.</remarks>
/// <param name="api">The swarm.</param>
/// <param name="time">Measures the deadlines.</param>
internal sealed class SwarmGate(SwarmApi api, TimeProvider time)
{
    // The engine tells no events of tasks: only looking tells what becomes of them, on this machine or another.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LongestVerdict = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(10);

    /// <summary>Called now and then with what is still waited for; nobody is told unless set.</summary>
    public Action<string>? Waiting { get; init; }

    /// <summary>Waits until every service is what it has to be.</summary>
    /// <param name="goals">What that is.</param>
    /// <param name="known">Tasks that had ended before.</param>
    /// <param name="deadline">How long all of them have.</param>
    /// <param name="progress">Called whenever a service's state has changed.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>How every service is.</returns>
    /// <exception cref="ProblemException">A service failed, or was not ready in time: one problem a service, all at once.</exception>
    public async Task<IReadOnlyList<ServiceHealth>> WaitAsync(
        IReadOnlyList<SwarmGoal> goals, IReadOnlySet<string> known, TimeSpan deadline, Action<ServiceHealth>? progress, CancellationToken cancellationToken)
    {
        var judge = new SwarmJudge(known, time);
        var reported = new Dictionary<string, string>(StringComparer.Ordinal);
        var started = time.GetTimestamp();
        var said = started;
        while (true)
        {
            var left = deadline - time.GetElapsedTime(started);
            var patience = left > TimeSpan.Zero ? left + Grace : Grace;
            // The tasks first: what a service says of its update is then no older than they are.
            var (tasks, services) = await AnswerInTime.AskAsync(
                patience,
                time,
                async asking => (await api.TasksAsync(asking), await api.ServicesAsync(asking)),
                () => EngineProblems.Silent(api.Engine.Endpoint, $"tell how the services of stack '{api.Stack}' are", patience).Problems[0],
                cancellationToken);
            var found = goals.Select(goal => (Goal: goal, Service: services.GetValueOrDefault(api.NameOf(goal.Service))))
                .Select(pair => (pair.Goal, pair.Service, Verdict: judge.Judge(pair.Goal, pair.Service, [.. tasks.Where(task => task.ServiceId == pair.Service?.Id)]))).ToList();
            foreach (var (_, _, (health, _, _)) in found.Where(one => reported.GetValueOrDefault(one.Goal.Service) != one.Verdict.Health.Detail))
            {
                reported[health.Service] = health.Detail;
                progress?.Invoke(health);
            }

            var failed = found.Where(one => one.Verdict.Health.State is ServiceHealthState.Failed).ToList();
            if (failed.Count == 0 && found.TrueForAll(one => one.Verdict.Health.State is ServiceHealthState.Ready))
                return [.. found.Select(one => one.Verdict.Health)];
            if (failed.Count > 0 || left <= TimeSpan.Zero)
            {
                var late = failed.Count == 0;
                var open = late ? found.Where(one => one.Verdict.Health.State is not ServiceHealthState.Ready) : failed;
                throw await FailureAsync(
                    open.Select(one => new SwarmVerdict(one.Goal.Service, api.NameOf(one.Goal.Service), late ? SwarmReason.Late : one.Verdict.Reason)
                    {
                        Task = one.Verdict.Task,
                        Update = one.Service is { UpdateState: not ("" or "completed") } service ? service.UpdateMessage : "",
                        Failures = judge.Failures(one.Goal.Service),
                        Deadline = deadline,
                    }),
                    cancellationToken);
            }

            if (time.GetElapsedTime(said) >= BetweenWords)
            {
                said = time.GetTimestamp();
                Waiting?.Invoke(WaitingText.Of([.. found.Select(one => one.Verdict.Health)], deadline - left, deadline));
            }

            await Task.Delay(left < Look ? left : Look, time, cancellationToken);
        }
    }

    private async Task<ProblemException> FailureAsync(IEnumerable<SwarmVerdict> verdicts, CancellationToken cancellationToken)
    {
        using var longest = new CancellationTokenSource(LongestVerdict, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, longest.Token);
        var problems = new List<Problem>();
        foreach (var verdict in verdicts)
            problems.Add(SwarmProblems.Failed(await DetailsAsync(verdict, either.Token)));
        cancellationToken.ThrowIfCancellationRequested();
        return new ProblemException(problems);
    }

    // What cannot be had must not hide what is wrong.
    private async Task<SwarmVerdict> DetailsAsync(SwarmVerdict verdict, CancellationToken cancellationToken)
    {
        if (verdict.Task is not { } task)
            return verdict;
        try
        {
            verdict = verdict with { Node = (await api.NodesAsync(cancellationToken)).GetValueOrDefault(task.NodeId) };
            if (task.ContainerId.Length == 0)
                return verdict;
            if (await api.Engine.InspectContainerAsync(task.ContainerId, cancellationToken) is { } container)
            {
                verdict = verdict with
                {
                    Reason = container.OutOfMemory && verdict.Reason is SwarmReason.Ended or SwarmReason.Loops or SwarmReason.Paused ? SwarmReason.OutOfMemory : verdict.Reason,
                    MemoryLimit = container.MemoryLimit,
                    LastCheck = container.Probes is [.., var probe] ? $"exit code {probe.ExitCode}, {(probe.Output.Length == 0 ? "no output" : $"\"{probe.Output}\"")}" : null,
                };
            }

            return verdict with { Log = [.. (await api.TaskLogAsync(task.Id, SwarmProblems.LogLines, cancellationToken)).Select(line => line.Text)] };
        }
        catch (ProblemException e)
        {
            return verdict with { Log = [$"(not to be had: {e.Problems[0].Facts?[0] ?? e.Problems[0].What})"] };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return verdict with { Log = ["(not to be had: the engine did not answer)"] };
        }
    }
}
