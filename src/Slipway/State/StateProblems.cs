namespace Slipway.State;

/// <summary>Why a run cannot be resumed.</summary>
internal static class StateProblems
{
    public static Problem NothingToResume(EarlierRun? last) => Wrong(
        "SW0100",
        last is null ? "there is no run to resume" : "there is nothing to resume: the last run succeeded",
        last is null ? null : [$"it ran: {string.Join(' ', last.Identity.Targets)}"],
        "run without --resume");

    public static Problem BuildChanged { get; } = Wrong(
        "SW0101",
        "the build changed since the run that is to be resumed: what was done then may not be what it would do now",
        null,
        "run without --resume");

    public static Problem ParametersChanged(IReadOnlyList<string> names) => Wrong(
        "SW0102",
        $"parameters changed since the run that is to be resumed: {string.Join(", ", names.Select(name => $"'--{name}'"))}",
        null,
        "give them as then, or run without --resume");

    public static Problem OtherTargets(RunIdentity then, RunIdentity now) => Wrong(
        "SW0103",
        "the run that is to be resumed was asked for something else",
        [$"then: {Asked(then)}", $"now:  {Asked(now)}"],
        "name no targets with --resume, or run without it");

    private static string Asked(RunIdentity run) =>
        string.Join(' ', run.Targets) + (run.Skip.Count > 0 ? " --skip " + string.Join(',', run.Skip) : "");

    private static Problem Wrong(string code, string what, IReadOnlyList<string>? facts, string tip) => new(code, what, facts, tip, ExitCodes.BuildIsWrong);
}
