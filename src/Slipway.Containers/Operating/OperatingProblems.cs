namespace Slipway.Containers.Operating;

/// <summary>What can go wrong with looking at and working on a stack that runs.</summary>
internal static class OperatingProblems
{
    public static Problem NoSuchService(string service, IReadOnlyList<string> near) => new(
        "SW0707", $"the stack has no service '{service}'", null, $"--service {(near.Count > 0 ? near[0] : "NAME")}", ExitCodes.BuildIsWrong);

    public static Problem NothingRuns(string project, IReadOnlyList<string> services) => new(
        "SW0952",
        services.Count == 0 ? $"nothing of '{project}' is there" : $"service {string.Join(", ", services.Select(s => $"'{s}'"))} of '{project}' has no container",
        null,
        "./build.sh Start");

    public static Problem NotHealthy(string project, IReadOnlyList<string> facts) => new(
        "SW0953", $"'{project}' is not healthy", facts, "./build.sh Logs --service NAME shows what a service wrote");

    public static Problem NoTerminal(string service) => new(
        "SW0954", "a shell needs a terminal, and there is none", null, $"run one command: ./build.sh Shell --service {service} --command 'ps'", ExitCodes.BuildIsWrong);

    public static Problem WhichService(IReadOnlyList<string> running) => new(
        "SW0955",
        running.Count == 0 ? "no service runs that could have a shell" : $"a shell in which service? there are {running.Count}: {string.Join(", ", running)}",
        null,
        running.Count == 0 ? "./build.sh Start" : $"--service {running[0]}",
        running.Count == 0 ? ExitCodes.TargetFailed : ExitCodes.BuildIsWrong);

    public static Problem CommandFailed(string service, int exitCode, string words) => new(
        "SW0956", $"the command in service '{service}' ended with exit code {exitCode}", words.Length > 0 ? [$"says: {words}"] : null, null);

    public static Problem NotAsked(string project) => new(
        "SW0957",
        $"all of '{project}' would be removed, its data too, and there is nobody to ask",
        null,
        "add --yes where that is wanted",
        ExitCodes.BuildIsWrong);

    public static Problem Declined(string project) => new("SW0958", $"nothing of '{project}' was removed: the answer was not 'yes'");

    public static Problem BadTime(string text) => new(
        "SW0959", $"'{text}' is neither a duration nor a time", null, "--since 10m, --since 1h30m or --since 2026-01-31T12:00:00Z", ExitCodes.BuildIsWrong);

    public static Problem NotRemoved(string project, IReadOnlyList<string> left) => new(
        "SW0960", $"not all of '{project}' could be removed", left, "see what holds it (docker ps -a), then repeat");
}
