using System.Text;

namespace Slipway.Files;

/// <summary>What stands for one character of a name, or for any number of them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Character">The character, where it is one.</param>
/// <param name="Ranges">The characters of a class, from and to.</param>
/// <param name="IsNegated">Whether the class stands for all others.</param>
internal sealed record GlobToken(GlobTokenKind Kind, Rune Character = default, IReadOnlyList<(Rune From, Rune To)>? Ranges = null, bool IsNegated = false)
{
    public bool IsMatch(Rune character, bool ignoresCase) => Kind switch
    {
        GlobTokenKind.Character => ignoresCase ? Rune.ToUpperInvariant(character) == Rune.ToUpperInvariant(Character) : character == Character,
        GlobTokenKind.Class => (InRanges(character) || (ignoresCase && (InRanges(Rune.ToUpperInvariant(character)) || InRanges(Rune.ToLowerInvariant(character))))) != IsNegated,
        _ => true,
    };

    private bool InRanges(Rune character)
    {
        foreach (var (from, to) in Ranges!)
        {
            if (character >= from && character <= to)
                return true;
        }

        return false;
    }
}
