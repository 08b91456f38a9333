using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>Why a service is not healthy, as people read it.</summary>
internal static class HealthProblems
{
    /// <summary>How many lines of a container's log are shown.</summary>
    public const int LogLines = 10;

    public static Problem NoContainer(string project, string service) => new(
        "SW0511",
        $"service '{service}' has no container",
        [$"project: {project}"],
        "start it (ComposeUp), and check that its profile is on");

    public static Problem NoAnswer(HttpProbe probe, TimeSpan deadline, string said, int attempts) => new(
        "SW0519",
        $"'{probe.Address}' did not answer within {deadline.TotalSeconds:0.#} s",
        [$"{probe.Place}", $"last answer: {said} (attempt {attempts})"],
        "check that the port is published, and what the service behind it says: ./build.sh Logs");

    public static Problem Of(HealthGateRequest request, string service, ContainerDetails container, bool isLate, int restarts, IReadOnlyList<string> log)
    {
        var facts = new List<string>();
        if (container.Probes is [.., var probe])
        {
            var attempts = Math.Max(container.FailingStreak, container.Probes.Count);
            facts.Add($"last check: exit code {probe.ExitCode}, {(probe.Output.Length == 0 ? "no output" : $"\"{probe.Output}\"")} (attempt {attempts})");
        }

        if (container.Error.Length > 0)
            facts.Add($"engine:     {container.Error}");
        facts.Add($"last state: {Watch.Describe(container)}");
        if (log.Count > 0)
            facts.Add("last lines: " + string.Join('\n', log));

        var (code, what) = isLate
            ? ("SW0512", $"service '{service}' was not healthy within {request.Deadline.TotalSeconds:0.#} s")
            : Reason(request, service, container, restarts);
        return new Problem(code, what, facts, Remedy(request, container, isLate, restarts));
    }

    private static (string Code, string What) Reason(HealthGateRequest request, string service, ContainerDetails container, int restarts) => container.Status switch
    {
        ContainerStatus.Created => ("SW0517", $"service '{service}' could not be started"),
        ContainerStatus.Paused => ("SW0516", $"service '{service}' is paused"),
        ContainerStatus.Exited => ("SW0514", $"service '{service}' has ended with exit code {container.ExitCode}"),
        ContainerStatus.Running or ContainerStatus.Restarting when restarts >= request.RestartLimit || container.Status is ContainerStatus.Restarting =>
            ("SW0515", $"service '{service}' starts again and again"),
        ContainerStatus.Running => ("SW0513", $"service '{service}' is unhealthy"),
        _ => ("SW0518", $"service '{service}' is {container.Status.ToString().ToLowerInvariant()}"),
    };

    private static string Remedy(HealthGateRequest request, ContainerDetails container, bool isLate, int restarts)
    {
        if (container.Status is ContainerStatus.Paused)
            return $"docker unpause {container.Name}";
        if (container.OutOfMemory || container.ExitCode == 137)
            return "raise its memory limit, or find out what it needs the memory for";
        if (container is { Status: ContainerStatus.Running, Probes: [.., { ExitCode: 126 or 127 }] })
            return "use a program in its health check that its image has";
        if (isLate && restarts < request.RestartLimit && container.Health is HealthStatus.Starting)
            return $"docker logs {container.Name}; give it more time if it is only slow";
        return $"docker logs {container.Name}";
    }
}
