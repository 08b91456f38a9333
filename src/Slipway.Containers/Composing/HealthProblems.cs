using System.Globalization;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>Why a service is not healthy, as people read it.</summary>
internal static class HealthProblems
{
    /// <summary>How many lines of a container's log are shown.</summary>
    public const int LogLines = 10;

    private const int EarlierChecks = 2;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    public static Problem NoContainer(string project, string service) => new(
        "SW0511",
        $"service '{service}' has no container",
        [$"project: {project}"],
        "start it (ComposeUp), and check that its profile is on");

    public static Problem NoAnswer(Probe probe, TimeSpan deadline, string said, int attempts) => new(
        "SW0519",
        $"{probe.What} did not pass within {deadline.TotalSeconds:0.#} s",
        [$"{probe.Place}", $"last answer: {said} (attempt {attempts})"],
        "check that the port is published, and what the service behind it says: ./build.sh Logs");

    public static Problem EngineSilent(EngineEndpoint endpoint, Watch watch, TimeSpan patience)
    {
        var silent = EngineProblems.Silent(endpoint, $"tell how the services of project '{watch.Request.Project}' are", patience).Problems[0];
        var known = watch.Request.Services.SelectMany(watch.Containers).Select(container => $"last state: {container.Service}: {Watch.Describe(container.Details)}");
        return silent with { Facts = [$"engine:     {endpoint.Address}", .. known] };
    }

    public static Problem Of(HealthVerdict verdict)
    {
        var container = verdict.Container;
        var facts = new List<string>();
        if (container.Probes is [.., var probe])
        {
            var attempts = Math.Max(container.FailingStreak, container.Probes.Count);
            facts.Add($"last check: {Describe(probe)} (attempt {attempts})");
            facts.AddRange(container.Probes.Select(Describe).Where(text => text != Describe(probe)).Distinct(StringComparer.Ordinal).TakeLast(EarlierChecks).Select(text => $"earlier:    {text}"));
        }

        if (verdict.OpenProbe is { } open && verdict.Reason is HealthReason.Late)
            facts.Add($"waits for:  {open.What}{(verdict.LastAnswer is { } said ? $"; last answer: {said}" : "")}");
        if (container.Error.Length > 0)
            facts.Add($"engine:     {container.Error}");
        var waited = verdict.Waited >= Moment ? string.Create(CultureInfo.InvariantCulture, $", looked at for {verdict.Waited.TotalSeconds:0.0} s") : "";
        facts.Add($"last state: {Watch.Describe(container)}{waited}");
        if (verdict.NeededBy.Count > 0)
            facts.Add($"needed by:  {string.Join(", ", verdict.NeededBy)}");
        if (verdict.Log.Count > 0)
            facts.Add("last lines: " + string.Join('\n', verdict.Log));

        var (code, what, tip) = Words(verdict);
        return new Problem(code, what, facts, tip);
    }

    private static string Describe(HealthProbe probe) => $"exit code {probe.ExitCode}, {(probe.Output.Length == 0 ? "no output" : $"\"{probe.Output}\"")}";

    private static (string Code, string What, string Try) Words(HealthVerdict verdict)
    {
        var (service, container) = (verdict.Service, verdict.Container);
        var log = $"docker logs {container.Name}";
        return verdict.Reason switch
        {
            HealthReason.Late when verdict.OpenProbe is not null =>
                ("SW0438", $"service '{service}' did not pass its probe within {verdict.Deadline.TotalSeconds:0.#} s", $"{log}; correct the probe, or give it more time, if the service is well"),
            HealthReason.Late => ("SW0512", $"service '{service}' was not healthy within {verdict.Deadline.TotalSeconds:0.#} s", $"{log}; give it more time if it is only slow"),
            HealthReason.Unhealthy => ("SW0513", $"service '{service}' is unhealthy", Hangs(container) ? "raise the timeout of its health check, or find out why the check hangs" : log),
            HealthReason.NoHealthProgram => ("SW0434", $"the health check of service '{service}' wants a program that its image does not have", "use a program in its health check that its image has"),
            HealthReason.Flaps => ("SW0435", $"service '{service}' is healthy and unhealthy by turns", log),
            HealthReason.OutOfMemory => (
                "SW0433",
                $"service '{service}' was killed for memory{(container.MemoryLimit is { } limit ? $"; its limit is {limit}" : ", and has no limit of its own")}",
                container.MemoryLimit is null ? "give the machine more memory, or the other services limits" : "raise its memory limit, or find out what it needs the memory for"),
            HealthReason.RestartLoop => ("SW0515", $"service '{service}' starts again and again", log),
            HealthReason.Ended when container.ExitCode == 0 =>
                ("SW0514", $"service '{service}' has ended with exit code 0", $"{log}; if it is meant to end, say so: x-slipway: {{ probes: [{{ completed: true }}] }}"),
            HealthReason.Ended => ("SW0514", $"service '{service}' has ended with exit code {container.ExitCode}", container.ExitCode == 137 ? "find out who killed it: its memory limit, or somebody" : log),
            HealthReason.Paused => ("SW0516", $"service '{service}' is paused", $"docker unpause {container.Name}"),
            HealthReason.NotStarted => ("SW0517", $"service '{service}' could not be started", log),
            HealthReason.Replaced => ("SW0436", $"the container of service '{service}' was replaced while it was waited for", "see that nobody else deploys the stack, then deploy it again"),
            HealthReason.Removed => ("SW0437", $"the container of service '{service}' was removed while it was waited for", "see that nobody else works on the stack, then deploy it again"),
            _ => ("SW0518", $"service '{service}' is {container.Status.ToString().ToLowerInvariant()}", log),
        };
    }

    private static bool Hangs(ContainerDetails container) =>
        container.Probes is [.., { ExitCode: -1 } last] && last.Output.Contains("exceeded timeout", StringComparison.Ordinal);
}
