namespace Slipway.GitHub.Workflows;

/// <summary>Patterns of branches, tags and paths.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet</remarks>
internal static class PatternRules
{
    /// <summary>What is wrong; <see langword="null"/> where nothing is.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="kind">The filter: paths know other rules than names of branches.</param>
    public static string? Fault(string pattern, string kind)
    {
        var isPath = kind.StartsWith("paths", StringComparison.Ordinal);
        var body = pattern.StartsWith('!') ? pattern[1..] : pattern;
        if (body.Length == 0)
            return "it is empty";
        if (isPath && (body.StartsWith("./", StringComparison.Ordinal) || body.Split('/').Any(part => part is "." or "..")))
            return "paths start at the root of the repository, without . and ..";
        if (isPath && body.StartsWith('/'))
            return "paths have no / at their beginning";
        if (isPath && body != body.Trim())
            return "it has spaces at an end";
        if (!isPath && body.AsSpan().IndexOfAny(' ', '~', '^') is >= 0 and var place)
            return $"'{body[place]}' is in no name of Git";
        return Signs(body, isPath);
    }

    private static string? Signs(string body, bool isPath)
    {
        for (var i = 0; i < body.Length; i++)
        {
            switch (body[i])
            {
                case '\\':
                    if (++i == body.Length || (!isPath && !"[?*+\\!".Contains(body[i], StringComparison.Ordinal)))
                        return "\\ stands before a sign";
                    break;
                case '?' or '+' when i == 0 || (body[i - 1] is '*' or '?' or '+' && (i < 2 || body[i - 2] != '\\')):
                    return $"'{body[i]}' stands behind the sign that it repeats";
                case '[':
                    var end = body.IndexOf(']', i + 1);
                    if (end < 0)
                        return "'[' is not closed";
                    if (end == i + 1)
                        return "'[]' holds nothing";
                    i = end;
                    break;
                case ']':
                    return "']' closes nothing";
            }
        }

        return null;
    }
}
