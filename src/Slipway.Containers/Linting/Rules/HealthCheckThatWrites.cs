using System.Text.RegularExpressions;

namespace Slipway.Containers.Linting.Rules;

/// <summary>A health check only looks.</summary>
internal sealed partial class HealthCheckThatWrites : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL105",
        "health-check-only-reads",
        LintLevel.Warning,
        "A health check runs every few seconds for as long as the service lives: what it writes fills disks and changes data.",
        "let the check read only");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject) =>
        from check in HealthCommands.Of(subject)
        let match = Writing.Match(check.Command)
        where match.Success
        select (check.Place, $"{check.Owner} writes: '{match.Value.Trim()}'");

    // Into /dev/null, and one output into the other, is no writing.
    [GeneratedRegex("""(?<![0-9&<>=-])[12]?>>?\s*(?!&|/dev/|=)[\w./$"'-]+|\b(touch|mkdir|rm|tee|truncate)\s+[^|&;]+|\b(INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b|\b(set|incr|lpush)\s+health\w*""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Writing { get; }
}
