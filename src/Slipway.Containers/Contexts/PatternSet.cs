using System.Text;

namespace Slipway.Containers.Contexts;

/// <summary>A set of characters, as between brackets.</summary>
/// <param name="Ranges">First and last of each range.</param>
/// <param name="IsNegated">Whether it is all others.</param>
internal sealed record PatternSet(IReadOnlyList<(int First, int Last)> Ranges, bool IsNegated)
{
    /// <summary>Everything but a slash.</summary>
    public static PatternSet NoSlash { get; } = new([('/', '/')], IsNegated: true);

    /// <summary>Everything but a line break.</summary>
    public static PatternSet NoLineBreak { get; } = new([('\n', '\n')], IsNegated: true);

    /// <summary>Whether it is everything but a slash.</summary>
    public bool IsNoSlash => IsNegated && Ranges is [('/', '/')];

    /// <summary>Whether <paramref name="rune"/> is in it.</summary>
    public bool Contains(Rune rune)
    {
        foreach (var (first, last) in Ranges)
        {
            if (rune.Value >= first && rune.Value <= last)
                return !IsNegated;
        }

        return IsNegated;
    }
}
