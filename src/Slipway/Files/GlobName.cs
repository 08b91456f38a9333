using System.Text;

namespace Slipway.Files;

/// <summary>Matches one name of a path.</summary>
internal sealed class GlobName
{
    private readonly GlobToken[] _tokens;
    private readonly bool _ignoresCase;
    private readonly StringComparison _comparison;

    // What most patterns are: a literal, or a star with a literal behind it, such as *.cs.
    private readonly string? _literal;
    private readonly string? _suffix;

    public GlobName(IReadOnlyList<GlobToken> tokens, bool ignoresCase)
    {
        _tokens = [.. tokens.Where((token, i) => token.Kind != GlobTokenKind.Star || i == 0 || tokens[i - 1].Kind != GlobTokenKind.Star)];
        _ignoresCase = ignoresCase;
        _comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _literal = Literal(_tokens);
        if (_tokens is [{ Kind: GlobTokenKind.Star }, .. var rest])
            _suffix = Literal(rest);
    }

    public static GlobName Anything { get; } = new([new GlobToken(GlobTokenKind.Star)], ignoresCase: false);

    public bool IsLiteral => _literal is not null;

    public bool IsMatch(ReadOnlySpan<char> name)
    {
        if (_literal is not null)
            return name.Equals(_literal, _comparison);
        if (_suffix is not null)
            return name.EndsWith(_suffix, _comparison);

        // Of several stars only the last may have to take more: what came before it has matched already.
        var (at, token, star, starAt) = (0, 0, -1, 0);
        while (at < name.Length)
        {
            Rune.DecodeFromUtf16(name[at..], out var character, out var length);
            if (token < _tokens.Length && _tokens[token].Kind == GlobTokenKind.Star)
            {
                (star, starAt) = (token++, at);
            }
            else if (token < _tokens.Length && _tokens[token].IsMatch(character, _ignoresCase))
            {
                token++;
                at += length;
            }
            else if (star >= 0)
            {
                Rune.DecodeFromUtf16(name[starAt..], out _, out var taken);
                at = starAt += taken;
                token = star + 1;
            }
            else
            {
                return false;
            }
        }

        while (token < _tokens.Length && _tokens[token].Kind == GlobTokenKind.Star)
            token++;
        return token == _tokens.Length;
    }

    private static string? Literal(GlobToken[] tokens) =>
        Array.TrueForAll(tokens, token => token.Kind == GlobTokenKind.Character) ? string.Concat(tokens.Select(token => token.Character.ToString())) : null;
}
