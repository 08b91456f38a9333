using System.Text;

namespace Slipway.Reporting;

/// <summary>What an output can show: signs that its encoding does not have are written in ASCII.</summary>
/// <remarks>
/// Consoles of Windows have the code page of their country unless they are told otherwise. It shows what it lacks as a
/// question mark, or as a sign of its own choice.
/// </remarks>
internal sealed class Signs
{
    private readonly Encoding? _encoding;

    private Signs(Encoding? encoding) => _encoding = encoding;

    /// <summary>Whether the output shows everything.</summary>
    public bool ShowAll => _encoding is null;

    /// <summary>What stands for text that is cut off.</summary>
    public string Ellipsis => Of("…");

    /// <summary>The signs of an output.</summary>
    /// <param name="encoding">How it writes text.</param>
    public static Signs Of(Encoding encoding) => new(IsUnicode(encoding.CodePage) ? null : encoding);

    /// <summary>The text as the output can show it.</summary>
    /// <param name="text">Any text. What neither the output nor ASCII has anything for stays: the encoding has its own sign for that.</param>
    public string Of(string text)
    {
        if (_encoding is null || Ascii.IsValid(text))
            return text;
        var shown = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (char.IsAscii(c) || InAscii(c) is not { } ascii || IsShown(c))
                shown.Append(c);
            else
                shown.Append(ascii);
        }

        return shown.ToString();
    }

    // UTF-8, UTF-16 and UTF-32.
    private static bool IsUnicode(int codePage) => codePage is 65001 or 1200 or 1201 or 12000 or 12001;

    // Some encodings write what looks alike to them: only what comes back as it was is shown as it is.
    private bool IsShown(char c)
    {
        Span<char> back = stackalloc char[4];
        Span<byte> bytes = stackalloc byte[16];
        return _encoding!.TryGetBytes([c], bytes, out var size) && _encoding.TryGetChars(bytes[..size], back, out var count) && count == 1 && back[0] == c;
    }

    private static string? InAscii(char c) => c switch
    {
        '…' => "...",
        '→' or '⟶' or '➜' or '➔' or '➡' or '↳' => "->",
        '←' or '⟵' => "<-",
        '⇒' => "=>",
        '↑' => "^",
        '↓' => "v",
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => "-",
        '‘' or '’' or '‚' or '‛' or '′' => "'",
        '“' or '”' or '„' or '‟' or '″' => "\"",
        '«' => "<<",
        '»' => ">>",
        '‹' or '❮' or '◀' => "<",
        '›' or '❯' or '▶' or '►' or '▸' => ">",
        '▲' => "^",
        '▼' => "v",
        '•' or '●' or '◦' or '▪' or '■' or '★' => "*",
        '·' or '∙' => ".",
        '○' => "o",
        '✓' or '✔' or '√' => "+",
        '✗' or '✘' or '✖' or '✕' or '×' => "x",
        '⚠' => "!",
        'ℹ' => "i",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        '≈' => "~",
        'µ' or 'μ' => "u",
        '©' => "(c)",
        '®' => "(R)",
        '™' => "(TM)",
        '─' or '━' or '═' or '┄' or '┅' or '┈' or '┉' or '╌' or '╍' or '╴' or '╶' or '╸' or '╺' => "-",
        '│' or '┃' or '║' or '┆' or '┇' or '┊' or '┋' or '╎' or '╏' or '╵' or '╷' or '╹' or '╻' => "|",
        // Box Drawing, Block Elements, Braille Patterns: of the last, tools make bars and wheels that turn.
        >= '\u2500' and <= '\u257F' => "+",
        >= '\u2580' and <= '\u259F' => "#",
        >= '\u2800' and <= '\u28FF' => "*",
        '\u00A0' or (>= '\u2002' and <= '\u200A') or '\u202F' => " ",
        // No width, and the choice between a sign and its picture.
        '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\uFE0E' or '\uFE0F' => "",
        _ => null,
    };
}
