using Slipway.Reporting;

namespace Slipway.Processes;

/// <summary>What can go wrong with programs.</summary>
internal static class ProcessProblems
{
    private const int LinesShown = 8;

    public static Problem Failed(string node, ProcessFailedException failed) => new(
        "SW0140",
        $"'{ShortName(failed.Invocation)}' failed in '{node}' with exit code {failed.Result.ExitCode} after {Durations.Text(failed.Result.Duration)}",
        [$"command: {failed.Invocation}", .. LastLines(failed.Result)],
        failed.Invocation.Try);

    public static Problem NotStarted(string node, ProcessStartException missing) => new(
        "SW0043",
        $"'{node}' needs '{missing.Program}', which could not be started: {missing.InnerException!.Message}",
        Try: $"install {Path.GetFileName(missing.Program)}, or put it on PATH",
        ExitCode: ExitCodes.ToolIsMissing);

    public static Problem TimedOut(string node, ProcessTimeoutException late) => late.WasIdle
        ? new Problem(
            "SW0142",
            $"'{ShortName(late.Invocation)}' in '{node}' wrote nothing for {Durations.Text(late.Invocation.IdleTimeout!.Value)} and was ended",
            [$"command: {late.Invocation}", LastOutput(late.LastLine)],
            "find out what it waits for, or let it be silent for longer: IdleTimeout")
        : new Problem(
            "SW0141",
            $"'{ShortName(late.Invocation)}' in '{node}' ran for {Durations.Text(late.Invocation.Timeout!.Value)}, its time limit, and was ended",
            [$"command: {late.Invocation}", LastOutput(late.LastLine)],
            "find out what it waits for, or give it more time: Timeout");

    /// <summary>The same in one line, for those who catch the exception.</summary>
    public static string TimedOut(ProcessInvocation invocation, bool wasIdle, string? lastLine) => wasIdle
        ? $"'{invocation}' was ended after it wrote nothing for {Durations.Text(invocation.IdleTimeout!.Value)}; {LastOutput(lastLine)}"
        : $"'{invocation}' was ended after {Durations.Text(invocation.Timeout!.Value)}, its time limit; {LastOutput(lastLine)}";

    private static string LastOutput(string? line) => line is null ? "it wrote nothing at all" : $"its last line: {PlainText.Of(line)}";

    // 'docker build' rather than 'docker', but not 'sh -c' nor 'cat /etc/passwd'.
    private static string ShortName(ProcessInvocation invocation)
    {
        var program = Path.GetFileName(invocation.Program);
        return invocation.Arguments is [var verb, ..] && verb.Length > 1 && verb.All(c => char.IsAsciiLetterLower(c) || c == '-') && verb[0] != '-'
            ? $"{program} {verb}"
            : program;
    }

    // Many tools say what is wrong on standard output.
    private static IEnumerable<string> LastLines(ProcessResult result)
    {
        var lines = result.Output.Where(line => !string.IsNullOrWhiteSpace(line.Text)).ToList();
        var errors = lines.FindAll(line => line.IsError);
        var last = (errors.Count > 0 ? errors : lines).TakeLast(LinesShown).Select(line => PlainText.Of(line.Text).TrimEnd()).ToList();
        var name = errors.Count > 0 ? "stderr" : "output";
        return last.Count switch
        {
            0 => ["it wrote nothing"],
            1 => [$"{name}: {last[0]}"],
            _ => [$"{name}:\n{string.Join('\n', last)}"],
        };
    }
}
