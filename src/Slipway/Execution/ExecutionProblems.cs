using Slipway.Processes;
using Slipway.Reporting;

namespace Slipway.Execution;

/// <summary>What can go wrong while a run goes on.</summary>
internal static class ExecutionProblems
{
    public static Problem NoResult(string node, string target, string item) => new(
        "SW0040",
        $"'{node}' needs the result of '{target}:{item}', and there is none",
        ["it was skipped, or it does not run before"],
        $"run {target} too");

    /// <summary>What an exception of a body says: at least one problem.</summary>
    public static IReadOnlyList<Problem> Of(string node, Exception exception) => exception switch
    {
        ProblemException { Problems: { Count: > 0 } problems } => problems,
        ProcessStartException missing => [ProcessProblems.NotStarted(node, missing)],
        ProcessFailedException failed => [ProcessProblems.Failed(node, failed)],
        ProcessTimeoutException late => [ProcessProblems.TimedOut(node, late)],
        NodeTimeoutException late => [late.Problem],
        TimeoutException late => [new Problem("SW0044", $"'{node}' ran out of time: {late.Message}")],
        AggregateException { InnerExceptions: [var inner] } => Of(node, inner),
        _ => [Unexpected($"'{node}' failed", exception, ExitCodes.TargetFailed)],
    };

    public static Problem Late(string node, TimeSpan limit, IReadOnlyList<string> facts, TimeSpan? patience) => new(
        "SW0124",
        $"'{node}' did not end within {Durations.Text(limit)}, its time limit",
        patience is { } given ? [.. facts, $"it was asked to stop, and did not within {Durations.Text(given)}: it is left behind"] : facts,
        "see why it takes so long, or give it more: Timeout(…)");

    public static Problem HookThrew(string hook, Exception exception) =>
        Unexpected($"{hook} threw, and the run goes on", exception, ExitCodes.Done) with { Code = "SW0125" };

    public static Problem Unexpected(string what, Exception exception, int exitCode) => new(
        "SW0041",
        $"{what}: {exception.GetType().Name}: {exception.Message}",
        [.. exception.ToString().Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("at ", StringComparison.Ordinal) || line.StartsWith("--->", StringComparison.Ordinal)).Take(12)],
        ExitCode: exitCode);

    public static Problem Locked(string lockFile, int? processId, TimeSpan? waited) => new(
        "SW0042",
        processId is null
            ? "another run works in this folder"
            : $"another run works in this folder: process {processId}",
        waited is null ? [$"lock: {lockFile}"] : [$"lock: {lockFile}", $"waited {waited.Value.TotalMinutes:0} min for it"],
        "wait for it, or add --wait",
        ExitCodes.Locked);
}
