using System.Text;

namespace Slipway.Containers.Contexts;

/// <summary>A step of a pattern.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Character">The character that it takes.</param>
/// <param name="Set">The characters that it takes.</param>
internal sealed record PatternStep(PatternStepKind Kind, Rune Character = default, PatternSet? Set = null)
{
    /// <summary>Whether it takes <paramref name="rune"/>.</summary>
    public bool Takes(Rune rune) => Kind switch
    {
        PatternStepKind.Character => rune == Character,
        PatternStepKind.One or PatternStepKind.Many => Set!.Contains(rune),
        _ => false,
    };
}
