namespace Slipway.GitHub.Workflows;

/// <summary>Writes out <c>{a,b}</c>, which GitHub's patterns do not have.</summary>
internal static class Braces
{
    public static IEnumerable<string> Expand(string pattern)
    {
        var start = pattern.IndexOf('{', StringComparison.Ordinal);
        var end = start < 0 ? -1 : EndOf(pattern, start);
        if (end < 0)
            return [pattern];
        return Parts(pattern[(start + 1)..end]).SelectMany(part => Expand(pattern[..start] + part + pattern[(end + 1)..]));
    }

    private static int EndOf(string pattern, int start)
    {
        var depth = 0;
        for (var i = start; i < pattern.Length; i++)
        {
            depth += pattern[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }

        return -1;
    }

    private static IEnumerable<string> Parts(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0 && text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
