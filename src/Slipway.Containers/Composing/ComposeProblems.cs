using Slipway.Processes;

namespace Slipway.Containers.Composing;

/// <summary>What can go wrong with compose, as people read it.</summary>
internal static class ComposeProblems
{
    private const int ShownLines = 10;

    public static ProblemException NotFound(IReadOnlyList<string> tried) => new(new Problem(
        "SW0501",
        "compose is needed, and there is none",
        [.. tried.Select(t => $"tried:   {t}")],
        "install Docker's compose plugin (Debian: apt-get install docker-compose), or set SLIPWAY_COMPOSE to its path",
        ExitCodes.ToolIsMissing));

    public static ProblemException NotCompose(string path, string answer) => new(new Problem(
        "SW0502",
        $"'{path}', which SLIPWAY_COMPOSE names, is not compose",
        [$"answer:  {answer}"],
        "set SLIPWAY_COMPOSE to the path of docker-compose, or unset it",
        ExitCodes.BuildIsWrong));

    public static Problem Failed(ProcessInvocation command, string doing, int exitCode, IReadOnlyList<string> lines) => new(
        "SW0503",
        $"compose could not {doing}: it ended with exit code {exitCode}",
        [$"command: {command}", $"says:    {string.Join('\n', lines.Count == 0 ? ["nothing"] : lines.TakeLast(ShownLines))}"],
        Remedy(lines));

    public static Problem OneShotFailed(string project, string service, int exitCode, IReadOnlyList<string> lines) => new(
        "SW0504",
        $"the one-shot of service '{service}' ended with exit code {exitCode}",
        [$"project: {project}", $"says:    {string.Join('\n', lines.Count == 0 ? ["nothing"] : lines.TakeLast(ShownLines))}"],
        exitCode switch
        {
            137 => "raise the memory limit of the service: the one-shot was killed, mostly for memory",
            126 or 127 => $"use a command that the image of '{service}' has",
            _ => "correct what it says, then run it again",
        });

    public static Problem OneShotTooSlow(string project, string service, TimeSpan timeout) => new(
        "SW0505",
        $"the one-shot of service '{service}' was ended after {timeout.TotalSeconds:0.#} s, its time limit",
        [$"project: {project}"],
        "give it more time, or find out what it waits for");

    public static Problem PortTaken(TakenPort port, string? wanted, string? holder) => new(
        "SW0506",
        $"port {port.Port} is taken{(wanted is null ? "" : $", and service '{wanted}' needs it")}",
        [$"address: {port.Address}", $"held by: {holder ?? "a program that is no container of this engine"}"],
        holder is null
            ? $"find the program (ss -ltnp 'sport = :{port.Port}') and stop it, or publish another port"
            : "stop that container, or publish another port");

    private static string Remedy(IReadOnlyList<string> lines)
    {
        bool Says(string words) => lines.Any(l => l.Contains(words, StringComparison.OrdinalIgnoreCase));

        if (Says("no such service"))
            return "name a service that the compose files have";
        if (Says("required variable") || Says("is missing a value"))
            return "set the variable in the environment or in .env";
        if (Says("No such image") || Says("pull access denied") || Says("manifest unknown") || Says("no such host"))
            return "build or pull the image first (BuildImages, Restore)";
        if (Says("yaml") || Says("Additional property") || Says("validating "))
            return "correct the compose file at the place that it names";
        if (Says("Cannot connect to the Docker daemon") || Says("Couldn't connect to Docker daemon"))
            return "see whether the engine still runs (journalctl -u docker), then repeat";
        return "run the command by hand to see all that it says";
    }
}
