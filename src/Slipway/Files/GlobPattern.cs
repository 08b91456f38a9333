namespace Slipway.Files;

/// <summary>One pattern without alternatives: a matcher for each name of a path.</summary>
/// <remarks>
/// All ways through the pattern are followed at once: bit i of a state says that the names so far can have used up the
/// first i matchers. So the work grows with the path times the pattern, whatever the pattern.
/// </remarks>
/// <param name="names">At most <see cref="MostNames"/>; <see langword="null"/> stands for any number of folders.</param>
/// <param name="matchesFoldersOnly">Whether it matches no file.</param>
internal sealed class GlobPattern(GlobName?[] names, bool matchesFoldersOnly)
{
    public const int MostNames = 60;

    /// <summary>The state before the first name.</summary>
    public ulong Start => Reach(names, 1);

    /// <summary>The state after another name; 0 where the pattern matches nothing any more.</summary>
    public ulong Step(ulong state, ReadOnlySpan<char> name, bool isHidden)
    {
        ulong next = 0;
        for (var i = 0; i < names.Length; i++)
        {
            if ((state & (1UL << i)) == 0)
                continue;
            if (names[i] is not { } matcher)
                next |= isHidden ? 0 : 1UL << i;
            else if ((!isHidden || matcher.IsLiteral) && matcher.IsMatch(name))
                next |= 1UL << (i + 1);
        }

        return Reach(names, next);
    }

    /// <summary>Whether the pattern matches a path whose last name is this one.</summary>
    public bool Ends(ulong state, ReadOnlySpan<char> name, bool isHidden, bool isFolder)
    {
        if ((matchesFoldersOnly && !isFolder) || (state & (1UL << (names.Length - 1))) == 0)
            return false;
        // The last matcher is never "any number of folders": GlobReader puts a name after it.
        var last = names[^1]!;
        return (!isHidden || last.IsLiteral) && last.IsMatch(name);
    }

    // Any number of folders may be none.
    private static ulong Reach(GlobName?[] names, ulong state)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] is null && (state & (1UL << i)) != 0)
                state |= 1UL << (i + 1);
        }

        return state;
    }
}
