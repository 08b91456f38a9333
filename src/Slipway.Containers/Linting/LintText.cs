using System.Text;

namespace Slipway.Containers.Linting;

/// <summary>Findings for people.</summary>
public static class LintText
{
    /// <summary>Each finding with its fix, and a last line that counts them.</summary>
    /// <param name="findings">By file and line.</param>
    public static string Of(IReadOnlyList<LintFinding> findings)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
            text.Append(finding).Append('\n');
        return text.Append(Summary(findings)).Append('\n').ToString();
    }

    /// <summary>How many there are: <c>1 error, 2 warnings, 3 notes</c>.</summary>
    /// <param name="findings">The findings.</param>
    public static string Summary(IReadOnlyList<LintFinding> findings)
    {
        var counts = from finding in findings
                     group finding by finding.Rule.Level into same
                     orderby same.Key descending
                     select $"{same.Count()} {same.Key.ToString().ToLowerInvariant()}{(same.Count() == 1 ? "" : "s")}";
        return findings.Count == 0 ? "nothing to find fault with" : string.Join(", ", counts);
    }
}
