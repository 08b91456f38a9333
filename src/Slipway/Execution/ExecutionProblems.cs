namespace Slipway.Execution;

/// <summary>What can go wrong while a run goes on.</summary>
internal static class ExecutionProblems
{
    public static Problem NoResult(string node, string target, string item) => new(
        "SW0040",
        $"'{node}' needs the result of '{target}:{item}', and there is none",
        ["it was skipped, or it does not run before"],
        $"run {target} too");

    public static Problem Unexpected(string node, Exception exception) => new(
        "SW0041",
        $"'{node}' failed: {exception.GetType().Name}: {exception.Message}",
        [.. (exception.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(8)]);

    public static Problem Locked(string lockFile, int? processId, TimeSpan? waited) => new(
        "SW0042",
        processId is null
            ? "another run works in this folder"
            : $"another run works in this folder: process {processId}",
        waited is null ? [$"lock: {lockFile}"] : [$"lock: {lockFile}", $"waited {waited.Value.TotalMinutes:0} min for it"],
        "wait for it, or add --wait",
        ExitCodes.Locked);
}
