using Slipway.Diagnostics;
using Slipway.Execution;

namespace Slipway.Planning;

/// <summary>What can go wrong while a plan is made.</summary>
internal static class PlanningProblems
{
    public static Problem SameItem(string target, string item) => Wrong(
        "SW0030",
        $"target '{target}' has two items called '{item}'",
        "give the items distinct texts: ToString() is their name");

    public static Problem ItemCycle(IReadOnlyList<PlanNode> cycle) => Wrong(
        "SW0031",
        $"items wait for each other in a circle: {string.Join(" -> ", cycle)}",
        "change what WaitsFor says of one of them");

    public static Problem NotAParameter(string target, string method, string name) => Wrong(
        "SW0032",
        $"target '{target}' says {method}(() => {name}), and '{name}' is no parameter",
        "name a member that has [Parameter]");

    public static Problem NothingAsked { get; } = Wrong(
        "SW0033",
        "there is no target to plan",
        "--plan TARGET; --list shows the targets");

    public static Problem MissingTool(string program, IReadOnlyList<string> targets, string lookedIn, string? advice) => new(
        "SW0120",
        $"'{program}' is not there, and {(targets is [var only] ? $"target '{only}' needs" : $"targets {string.Join(", ", targets.Select(target => $"'{target}'"))} need")} it",
        [lookedIn],
        advice ?? $"install {Path.GetFileName(program)}, or put it on PATH",
        ExitCodes.ToolIsMissing);

    public static Problem NoItems(string target, string item) => Wrong(
        "SW0146",
        $"'{target}:{item}' asks for an item, and target '{target}' has none",
        target);

    public static Problem UnknownItem(string target, string item, IReadOnlyList<string> known)
    {
        var near = Nearest.To(item, known);
        return Wrong(
            "SW0147",
            $"target '{target}' has no item '{item}'",
            near.Count > 0 ? string.Join(", ", near.Select(name => $"{target}:{name}")) : $"--plan {target} shows its items");
    }

    /// <summary>Asks the build for something that the plan needs.</summary>
    /// <exception cref="ProblemException">The build's code threw.</exception>
    public static T Ask<T>(string target, string what, Func<T> question)
    {
        try
        {
            return question();
        }
        catch (Exception e) when (e is not (ProblemException or OperationCanceledException))
        {
            throw Threw(target, what, e);
        }
    }

    public static ProblemException Threw(string target, string what, Exception exception) =>
        new(ExecutionProblems.Unexpected($"target '{target}' cannot be planned, its {what} failed", exception, ExitCodes.BuildIsWrong));

    private static Problem Wrong(string code, string what, string tip) => new(code, what, null, tip, ExitCodes.BuildIsWrong);
}
