namespace Slipway.Tests.Files;

/// <summary>What patterns mean, as plainly as it can be said; slow.</summary>
internal static class NaiveGlob
{
    public static bool IsMatch(IReadOnlyList<string> patterns, string path)
    {
        var names = path.Split('/');
        var included = patterns.Where(pattern => !pattern.StartsWith('!')).SelectMany(Expand);
        var excluded = patterns.Where(pattern => pattern.StartsWith('!')).SelectMany(pattern => Expand(pattern[1..])).ToList();
        var isIncluded = included.Any(pattern => Picks(pattern, names));
        return isIncluded && !excluded.Exists(pattern => Enumerable.Range(1, names.Length).Any(count => Names(Pattern(pattern), names[..count])));
    }

    private static bool Picks(string pattern, string[] names) =>
        Names(Pattern(pattern), names) || (pattern.IndexOfAny(['*', '?', '[']) < 0 && Names([.. Pattern(pattern), "**"], names));

    private static string[] Pattern(string pattern) => pattern.EndsWith('/') ? [.. pattern.TrimEnd('/').Split('/'), "**"] : pattern.Split('/');

    private static bool Names(string[] pattern, string[] names)
    {
        if (pattern.Length == 0)
            return names.Length == 0;
        if (pattern is ["**"])
            return names.Length > 0;
        if (pattern[0] == "**")
            return Enumerable.Range(0, names.Length + 1).Any(skipped => Names(pattern[1..], names[skipped..]));
        return names.Length > 0 && Name(pattern[0], names[0]) && Names(pattern[1..], names[1..]);
    }

    private static bool Name(string pattern, string name)
    {
        if (pattern.Length == 0)
            return name.Length == 0;
        if (pattern[0] == '*')
            return Enumerable.Range(0, name.Length + 1).Any(skipped => Name(pattern[1..], name[skipped..]));
        if (name.Length == 0)
            return false;
        if (pattern[0] == '?')
            return Name(pattern[1..], name[1..]);
        if (pattern[0] != '[')
            return pattern[0] == name[0] && Name(pattern[1..], name[1..]);
        var close = pattern.IndexOf(']', StringComparison.Ordinal);
        var isNegated = pattern[1] == '!';
        var isListed = pattern[(isNegated ? 2 : 1)..close].Contains(name[0], StringComparison.Ordinal);
        return isListed != isNegated && Name(pattern[(close + 1)..], name[1..]);
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
            return [pattern];
        var close = pattern.IndexOf('}', StringComparison.Ordinal);
        return pattern[(open + 1)..close].Split(',').SelectMany(choice => Expand(pattern[..open] + choice + pattern[(close + 1)..]));
    }
}
