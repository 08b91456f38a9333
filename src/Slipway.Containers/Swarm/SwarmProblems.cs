using System.Globalization;
using Slipway.Containers.Compose;
using Slipway.Containers.Engine;
using Slipway.Containers.Swarm.Wire;

namespace Slipway.Containers.Swarm;

/// <summary>What can go wrong with a stack on a swarm, as people read it.</summary>
internal static class SwarmProblems
{
    /// <summary>How many lines of a task's log are shown.</summary>
    public const int LogLines = 10;

    public static Problem NoSwarm(EngineEndpoint endpoint, SwarmInfoWire.State state) => new(
        "SW1070",
        state.LocalNodeState is null or "" or "inactive" ? $"the engine at {endpoint.Address} is in no swarm" : $"the engine at {endpoint.Address} does not take part in its swarm: its state is '{state.LocalNodeState}'",
        state.Error is { Length: > 0 } error ? [$"engine: {error}"] : null,
        state.LocalNodeState switch
        {
            "locked" => "docker swarm unlock",
            "pending" or "error" => "see docker info, and mend what it says of the swarm",
            _ => "docker swarm init (with --advertise-addr ADDRESS where it has several), or leave out --orchestrator swarm",
        },
        ExitCodes.ToolIsMissing);

    public static Problem NoManager(EngineEndpoint endpoint, SwarmInfoWire.State state) => new(
        "SW1071",
        $"the engine at {endpoint.Address} is a worker of its swarm: only managers deploy",
        state.RemoteManagers is { Length: > 0 } managers ? [$"managers: {string.Join(", ", managers.Select(manager => manager.Addr))}"] : null,
        "let DOCKER_HOST name a manager, such as ssh://user@manager, or docker node promote this one",
        ExitCodes.ToolIsMissing);

    public static Problem RunsByCompose(string project, IReadOnlyList<string> containers) => new(
        "SW1072",
        $"'{project}' runs by compose on this engine",
        [$"containers: {string.Join(", ", containers)}"],
        "./build.sh Stop --orchestrator compose; its volumes stay, and the swarm's services use them");

    public static Problem RunsBySwarm(string project, IEnumerable<string> services) => new(
        "SW1073",
        $"'{project}' runs by a swarm on this engine",
        [$"services: {string.Join(", ", services)}"],
        "add --orchestrator swarm, or ./build.sh Stop --orchestrator swarm first");

    public static Problem NoNetwork(ComposeNetwork network) => new(
        "SW1074",
        $"network '{network.Name}' is not there, and it is external",
        [network.Place.ToString()],
        $"docker network create --driver overlay {network.Name}",
        ExitCodes.BuildIsWrong);

    public static Problem NoObject(SwarmObjectKind kind, ComposeFileObject one) => new(
        "SW1074",
        $"{Word(kind)} '{one.Name}' is not in the swarm, and it is external",
        [one.Place.ToString()],
        $"docker {Word(kind)} create {one.Name} FILE",
        ExitCodes.BuildIsWrong);

    public static Problem NoValue(SwarmObjectKind kind, ComposeFileObject one, string reason) => new(
        "SW1075",
        $"{Word(kind)} '{one.Key}' has no value: {reason}",
        [one.Place.ToString()],
        one.Variable is { } name ? $"set {name} in .env or in the environment" : "correct the file's path, or make the file",
        ExitCodes.BuildIsWrong);

    public static Problem OnlyHere(ComposeService service, string reference, int nodes) => new(
        "SW1076",
        $"image '{reference}' of service '{service.Name}' is on this machine only, and the swarm has {nodes.ToString(CultureInfo.InvariantCulture)}",
        [service.Place.ToString()],
        "push it to a registry that every machine reaches: --registry HOST");

    public static Problem Unknown(IReadOnlyList<string> facts) => new(
        "SW1077",
        facts.Count == 1 ? "the compose file says what a swarm cannot do" : $"the compose files say {facts.Count.ToString(CultureInfo.InvariantCulture)} things that a swarm cannot do",
        facts,
        "leave them out for swarms, in a file of their own or by 'deploy', if that is not meant");

    public static Problem Failed(SwarmVerdict verdict) => new(
        verdict.Reason switch
        {
            SwarmReason.Rejected => "SW1079",
            SwarmReason.Paused or SwarmReason.RolledBack => "SW1080",
            SwarmReason.Late => "SW1081",
            SwarmReason.Missing => "SW1082",
            _ => "SW1078",
        },
        What(verdict),
        Facts(verdict),
        verdict.Reason is SwarmReason.OutOfMemory ? "raise its memory limit, or find out what it needs the memory for"
            : verdict.Reason is SwarmReason.Missing ? "see that nobody else works on the stack, then deploy it again"
            : $"docker service ps --no-trunc {verdict.ServiceName}");

    public static Problem OtherImage(string service, string container, string image, string pinned) => new(
        "SW1083",
        $"service '{service}' runs another image than the one that was verified",
        [$"container: {container}", $"runs:      {image}", $"verified:  {pinned}"],
        "see that nobody else updates the service, then deploy it again");

    public static Problem NotOnSwarm(string target, string instead) => new(
        "SW1084",
        $"{target} works on containers that compose has started, not on a swarm's tasks",
        null,
        instead,
        ExitCodes.BuildIsWrong);

    public static Problem NotRemoved(string project, string what, string reason) => new(
        "SW1085",
        $"{what} of stack '{project}' could not be removed",
        [$"engine: {reason}"],
        "see which of its tasks still end (docker ps), then ./build.sh Stop again");

    private static string Word(SwarmObjectKind kind) => kind is SwarmObjectKind.Secret ? "secret" : "config";

    private static string What(SwarmVerdict verdict) => verdict.Reason switch
    {
        SwarmReason.OutOfMemory => $"service '{verdict.Service}' was killed for memory{(verdict.MemoryLimit is { } limit ? $"; its limit is {limit}" : "")}",
        SwarmReason.Unhealthy => $"service '{verdict.Service}' is unhealthy",
        SwarmReason.Rejected => $"the swarm cannot start service '{verdict.Service}'",
        SwarmReason.Paused => $"the swarm has paused the update of service '{verdict.Service}', as a task failed",
        SwarmReason.RolledBack => $"the swarm has rolled the update of service '{verdict.Service}' back, as a task failed",
        SwarmReason.Late => string.Create(CultureInfo.InvariantCulture, $"service '{verdict.Service}' was not ready within {verdict.Deadline.TotalSeconds:0.#} s"),
        SwarmReason.Missing => $"service '{verdict.Service}' was removed while it was waited for",
        SwarmReason.Loops => $"service '{verdict.Service}' starts again and again",
        _ => $"service '{verdict.Service}' has ended with exit code {(verdict.Task?.ExitCode ?? 0).ToString(CultureInfo.InvariantCulture)}",
    };

    private static List<string> Facts(SwarmVerdict verdict)
    {
        var facts = new List<string>();
        if (verdict.LastCheck is { } check)
            facts.Add($"last check: {check}");
        if (verdict.Task is { } task)
        {
            var name = task.Slot > 0 ? $"{verdict.ServiceName}.{task.Slot.ToString(CultureInfo.InvariantCulture)}" : verdict.ServiceName;
            facts.Add($"task:       {name}{(verdict.Node is { } node ? $" on {node}" : "")}, {task.State}{(task.Error.Length > 0 ? $": {task.Error}" : "")}");
        }

        if (verdict.Update.Length > 0)
            facts.Add($"update:     {verdict.Update}");
        if (verdict.Failures > 1)
            facts.Add($"failed:     {verdict.Failures.ToString(CultureInfo.InvariantCulture)} tasks");
        if (verdict.Log.Count > 0)
            facts.Add("last lines: " + string.Join('\n', verdict.Log));
        return facts;
    }
}
