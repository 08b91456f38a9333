using System.Globalization;
using Slipway.Containers.Composing;

namespace Slipway.Containers.Swarm;

/// <summary>Says what the tasks of a service mean.</summary>
/// <param name="known">Tasks that had ended before: what became of them counts no more.</param>
/// <param name="time">Measures how long tasks have run.</param>
internal sealed class SwarmJudge(IReadOnlySet<string> known, TimeProvider time)
{
    // As many as a container may restart: services that start together fail until what they need is there.
    private const int MostFailures = 5;

    private const int Killed = 137;

    private readonly Dictionary<string, HashSet<string>> _failures = new(StringComparer.Ordinal);

    // Since when all tasks run, by this machine's clock.
    private readonly Dictionary<string, long> _running = new(StringComparer.Ordinal);

    /// <summary>What a service is.</summary>
    /// <param name="goal">What it is to be.</param>
    /// <param name="service">What the swarm has; <see langword="null"/> where that is nothing.</param>
    /// <param name="tasks">Its tasks, the latest first.</param>
    public (ServiceHealth Health, SwarmReason Reason, SwarmTask? Task) Judge(SwarmGoal goal, SwarmService? service, IReadOnlyList<SwarmTask> tasks)
    {
        if (service is null)
            return (new ServiceHealth(goal.Service, "", ServiceHealthState.Failed, "no service"), SwarmReason.Missing, null);
        var current = tasks.Where(task => task.Digest == goal.TaskDigest).ToList();
        var ended = current.Where(task => task.HasEnded && !known.Contains(task.Id)).ToList();
        var failures = _failures.TryGetValue(goal.Service, out var seen) ? seen : _failures[goal.Service] = new HashSet<string>(StringComparer.Ordinal);
        failures.UnionWith(ended.Where(task => task.State != "complete" || !goal.IsJob).Where(task => task.State != "shutdown" || task.Error.Length > 0).Select(task => task.Id));
        var (reason, telling) = ReasonOf(goal, service, current, ended, failures.Count);
        var state = reason switch
        {
            SwarmReason.Ready => ServiceHealthState.Ready,
            SwarmReason.Waiting or SwarmReason.Settling => ServiceHealthState.Waiting,
            _ => ServiceHealthState.Failed,
        };
        return (new ServiceHealth(goal.Service, service.Name, state, Describe(goal, service, reason, current, telling)), reason, telling);
    }

    /// <summary>How many tasks of a service have failed.</summary>
    public int Failures(string service) => _failures.GetValueOrDefault(service)?.Count ?? 0;

    private static int Count(SwarmGoal goal, List<SwarmTask> current) => goal.Count ?? Math.Max(1, current.Count(task => task.Wanted is "running" or "complete" && !task.HasFailed));

    private (SwarmReason Reason, SwarmTask? Task) ReasonOf(SwarmGoal goal, SwarmService service, List<SwarmTask> current, List<SwarmTask> ended, int failures)
    {
        var worst = ended.Find(task => task.HasFailed) ?? ended.FirstOrDefault();
        if (service.UpdateState is "paused")
            return (SwarmReason.Paused, worst);
        if (service.UpdateState.StartsWith("rollback", StringComparison.Ordinal) && service.TaskDigest != goal.TaskDigest)
            return (SwarmReason.RolledBack, worst);
        if (ended.Find(task => task.State == "rejected") is { } rejected)
            return (SwarmReason.Rejected, rejected);
        if (ended.Find(task => task.Error.Contains("unhealthy container", StringComparison.Ordinal)) is { } unhealthy)
            return (SwarmReason.Unhealthy, unhealthy);
        var isAlive = current.Exists(task => !task.HasEnded);
        if (!isAlive)
            worst ??= current.FirstOrDefault();
        if (goal.IsJob)
        {
            if (current.Count(task => task.State == "complete") >= Count(goal, current))
                return (SwarmReason.Ready, null);
            return worst is { HasFailed: true } && !isAlive ? (SwarmReason.Ended, worst) : (SwarmReason.Waiting, current.Find(task => !task.HasEnded));
        }

        // Whoever is killed for memory once is so again.
        if (ended.Find(task => task is { State: "failed", ExitCode: Killed }) is { } killed)
            return (SwarmReason.Ended, killed);
        if (failures >= MostFailures)
            return (SwarmReason.Loops, worst);
        if (worst is not null && !isAlive && goal.Count != 0)
            return (SwarmReason.Ended, worst);
        var running = current.Count(task => task is { State: "running", Wanted: "running" });
        if (running < Count(goal, current) || service.UpdateState == "updating")
        {
            _running.Remove(goal.Service);
            return (SwarmReason.Waiting, current.Find(task => !task.HasEnded && task.State != "running") ?? current.Find(task => !task.HasEnded));
        }

        var since = _running.TryGetValue(goal.Service, out var known) ? known : _running[goal.Service] = time.GetTimestamp();
        return goal.Count == 0 || time.GetElapsedTime(since) + Age(current) >= goal.RunsFor ? (SwarmReason.Ready, null) : (SwarmReason.Settling, null);
    }

    // What already ran before anybody looked need not prove itself anew. The managers' clocks may be others.
    private TimeSpan Age(List<SwarmTask> current) =>
        current.TrueForAll(task => task.HasEnded || known.Contains(task.Id)) ? TimeSpan.MaxValue / 2 : TimeSpan.Zero;

    private static string Describe(SwarmGoal goal, SwarmService service, SwarmReason reason, List<SwarmTask> current, SwarmTask? telling)
    {
        var running = current.Count(task => task.State == (goal.IsJob ? "complete" : "running"));
        var count = string.Create(CultureInfo.InvariantCulture, $"{running} of {Count(goal, current)} {(goal.IsJob ? "complete" : "running")}");
        var more = reason switch
        {
            SwarmReason.Ready => "",
            SwarmReason.Settling => ", has to stay so",
            SwarmReason.Waiting when telling is { Error.Length: > 0 } => $", {telling.State}: {telling.Error}",
            SwarmReason.Waiting when telling is { State: not "running" } => $", {telling.State}",
            SwarmReason.Waiting when service.UpdateState == "updating" => ", watched for a while",
            _ => telling is { Error.Length: > 0 } ? $", {telling.State}: {telling.Error}" : "",
        };
        return count + more;
    }
}
