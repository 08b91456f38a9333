using System.Text;

namespace Slipway.GitHub.Workflows;

/// <summary>The paths whose changes start a workflow: what its targets are made of, and the build itself.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet</remarks>
internal static class PathFilter
{
    /// <summary>The patterns; those with <c>!</c> last. <see langword="null"/> where nothing is known of any target.</summary>
    public static IReadOnlyList<string>? Of(WorkflowSource source, IEnumerable<string> targets, string file)
    {
        var patterns = targets.Select(name => source.Build.Find(name)!).SelectMany(target => InputsOf(source, target)).Distinct(StringComparer.Ordinal).ToList();
        if (patterns.Count == 0)
            return null;
        if (patterns.Contains("**", StringComparer.Ordinal))
            return [];
        var own = new[] { "build/**", "build.*", ".nuke/*", "*.props", "*.targets", "global.json", file };
        return [.. patterns.Where(pattern => !IsNegative(pattern)).Concat(own).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), .. patterns.Where(IsNegative).Order(StringComparer.Ordinal)];
    }

    private static bool IsNegative(string pattern) => pattern.StartsWith('!');

    private static IEnumerable<string> InputsOf(WorkflowSource source, TargetDescription target)
    {
        if (!target.IsPerItem)
            return target.Inputs(null).SelectMany(Translate);
        return target.Items().SelectMany(item => target.Inputs(item).SelectMany(Translate).Concat((source.SourcesOf(item) ?? []).Select(path => OfPath(source.RootFolder, path)).OfType<string>()));
    }

    // What lies outside of the project is no part of the repository.
    private static string? OfPath(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        return relative == "." ? "**"
            : relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null
            : Directory.Exists(path) ? Escape(relative) + "/**" : Escape(relative);
    }

    /// <summary>A pattern of ours as GitHub's: what GitHub cannot say becomes wider, never narrower.</summary>
    internal static IEnumerable<string> Translate(string pattern)
    {
        var sign = IsNegative(pattern) ? "!" : "";
        foreach (var part in Braces.Expand(pattern[sign.Length..].TrimEnd('/')))
        {
            var hasWildcard = part.AsSpan().IndexOfAny('*', '?', '[') >= 0;
            // A wider pattern would take too much away.
            if (sign.Length > 0 && part.AsSpan().IndexOfAny('?', '[') >= 0)
                continue;
            var text = Wildcards(part);
            yield return sign + text;
            if (!text.EndsWith("**", StringComparison.Ordinal) && (!hasWildcard || sign.Length > 0))
                yield return sign + text + "/**";
        }
    }

    // There, '?' and '+' repeat the sign before them, and sets cannot be turned round.
    private static string Wildcards(string pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '[' && pattern.IndexOf(']', i + 1) is > 0 and var end)
            {
                text.Append('*');
                i = end;
            }
            else if (pattern[i] == '?')
            {
                text.Append('*');
            }
            else
            {
                _ = pattern[i] is '+' or '\\' ? text.Append('\\').Append(pattern[i]) : text.Append(pattern[i]);
            }
        }

        return text.ToString();
    }

    private static string Escape(string path) => string.Concat(path.Select(c => c is '*' or '?' or '+' or '[' or ']' or '!' or '\\' ? $"\\{c}" : c.ToString()));
}
