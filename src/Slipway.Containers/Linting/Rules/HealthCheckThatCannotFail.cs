using System.Text.RegularExpressions;

namespace Slipway.Containers.Linting.Rules;

/// <summary>A health check can find that something is wrong.</summary>
internal sealed partial class HealthCheckThatCannotFail : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL104",
        "health-check-can-fail",
        LintLevel.Warning,
        "A check that always succeeds reports a dead service as healthy.",
        "ask the service something that it can only answer when it works, and let the answer decide the exit code");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject) =>
        from check in HealthCommands.Of(subject)
        let reason = Reason(check.Command)
        where reason is not null
        select (check.Place, $"{check.Owner} cannot fail: {reason}");

    private static string? Reason(string command) =>
        Trivial.IsMatch(command) ? $"'{command}' does nothing"
        : Forgiving.Match(command) is { Success: true } end ? $"it ends with '{end.Value.Trim()}'"
        : Constant.IsMatch(command) ? "it asks an interpreter that asks nobody"
        : null;

    // The shell may be named, and its command quoted.
    [GeneratedRegex("""^((/bin/)?(ba)?sh -c )?['"]?\s*(true|:|/bin/true|exit 0|echo\b[^|&;]*)\s*['"]?$""", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Trivial { get; }

    [GeneratedRegex("""(\|\||;)\s*(true|:|exit 0|(echo|printf)\b[^|&;]*)\s*['"]?\s*$""", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Forgiving { get; }

    [GeneratedRegex("""^(python3?|node) -(c|e) ['"]?\s*(import sys;?\s*)?(sys\.exit\(0\)|exit\(0\)|process\.exit\(0\)|pass|print\([^()]*\))\s*;?['"]?$""", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Constant { get; }
}
