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
    [GeneratedRegex("""
        (?<![0-9&<>=-]) [12]?>>?\s* (?!&|/dev/|=) [\w./$"'-]+                                # > file
        | (?<=\bcurl\b[^|&;]*\s) (-[a-z]*o|--output) [ =]? (?!\s*(-|/dev/)) \S+              # curl -o file
        | (?<=\bcurl\b[^|&;]*\s) ((-X|--request) [ =]? (POST|PUT|PATCH|DELETE) | -d | --data(-\w+)?)\b
        | (?<=\bwget\b[^|&;]*\s) (-[a-z]*O|--output-document) [ =]? (?!\s*(-|/dev/)) \S+     # wget -O file
        | \bwget\b (?![^|&;]*\s(-\w*O|--output-document|--spider)) [^|&;]*                   # a file in its folder
        | \bredis-cli\b [^|&;]* \s(set|del|incr|decr|lpush|rpush|hset|flushall|flushdb)\b
        | \b(touch|mkdir|rm|tee|truncate)\s+ [^|&;]+
        | \b(INSERT[ ]INTO|UPDATE[ ]\w+[ ]SET|DELETE[ ]FROM|CREATE[ ]TABLE)\b
        """, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 30_000)]
    private static partial Regex Writing { get; }
}
