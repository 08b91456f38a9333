namespace Slipway.Containers.Contexts;

/// <summary>The rules of Go's <c>filepath.Match</c>, which every pattern must follow.</summary>
internal static class PatternSyntax
{
    /// <summary>Whether classes are closed and not empty, ranges have two ends, and escapes escape something.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && ++i == text.Length)
                return false;
            else if (text[i] == '[' && (i == 0 || text[i - 1] != '\\' || IsEscaped(text, i - 1)) && !SkipClass(text, ref i))
                return false;
        }

        return true;
    }

    private static bool IsEscaped(string text, int at)
    {
        var count = 0;
        while (at - count > 0 && text[at - count - 1] == '\\')
            count++;
        return count % 2 == 1;
    }

    private static bool SkipClass(string text, ref int at)
    {
        at++;
        if (at < text.Length && text[at] == '^')
            at++;
        for (var ranges = 0; ; ranges++)
        {
            if (at < text.Length && text[at] == ']' && ranges > 0)
                return true;
            if (!SkipEnd(text, ref at))
                return false;
            if (at < text.Length && text[at] == '-')
            {
                at++;
                if (!SkipEnd(text, ref at))
                    return false;
            }
        }
    }

    private static bool SkipEnd(string text, ref int at)
    {
        if (at >= text.Length || text[at] is '-' or ']')
            return false;
        if (text[at] == '\\')
            at++;
        if (at >= text.Length)
            return false;
        at += char.IsHighSurrogate(text[at]) ? 2 : 1;
        return at < text.Length;
    }
}
