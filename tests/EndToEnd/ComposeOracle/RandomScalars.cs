namespace EndToEnd.ComposeOracle;

/// <summary>Makes single values as a compose file has them, variables among them; some of them wrong where asked for.</summary>
internal sealed class RandomScalars(RandomDice dice, bool wild)
{
    private static readonly string[] Variables = ["A", "B", "EMPTY", "NUMBER", "TRUE", "UNSET", "PORT", "Q_1", "DOLLAR"];

    /// <summary>A plain word, or a longer text in some style of quotes.</summary>
    public string Text() => dice.Below(12) switch
    {
        0 => Quoted("with blanks"),
        1 => Quoted("a: b # c"),
        2 or 3 => Quoted(Interpolation()),
        4 => Quoted($"pre{Interpolation()}post"),
        5 => Quoted($"{Interpolation()}{Interpolation()}"),
        6 => Quoted("$$escaped $$$$"),
        7 => "\"es\\\"caped\\ttab \\u00e9\"",
        8 => dice.Pick("'yes'", "'0644'", "'1.0'", "'null'", "\"~\"", "'2020-01-01'", "'1e3'", "''"),
        _ => dice.Pick("word", "other", "x-1", "a.b", "naïve"),
    };

    /// <summary>A text that may also be a number, a flag or nothing.</summary>
    public string Plain() => dice.Below(10) switch
    {
        0 => dice.Pick("1", "0", "-5", "007", "0x1F", "0o17", "1_000", "12345678901"),
        1 => dice.Pick("1.5", "1.0", ".5", "1e3", "1e400", "123456789.25", "-0.0", "6.02e23"),
        2 => dice.Pick("true", "false", "True", "yes", "no", "on"),
        3 => dice.Pick("2020-01-01", "2001-12-14t21:59:43.10-05:00", "1:30", "2020-13-01", "0b11", "+1"),
        _ => Text(),
    };

    /// <summary>Some form of a variable.</summary>
    public string Interpolation()
    {
        var name = dice.Pick(Variables);
        return dice.Below(14) switch
        {
            0 => $"${name}",
            1 or 2 => $"${{{name}}}",
            3 => $"${{{name}:-default}}",
            4 => $"${{{name}-default}}",
            5 => $"${{{name}:+alternate}}",
            6 => $"${{{name}+alternate}}",
            7 => wild && dice.Chance(20) ? $"${{{name}:?must be set}}" : $"${{A:?must be set}}",
            8 => $"${{{name}:-${{{dice.Pick(Variables)}:-inner}}}}",
            9 => $"${{{name}-{{brace}}}}",
            10 => $"${{{name}:-a-b:-c}}",
            11 => $"${{{name}:+${{{dice.Pick(Variables)}-x}} and y}}",
            12 => wild ? dice.Pick("${", "${}", "${A", "$", "$1", "${1}", "${A.B}", "${A:x}", "${ A}", "${A:-{}} ${B}", "$$${A}") : "$1 $ $-",
            _ => $"${{{name}:-}}",
        };
    }

    /// <summary>A flag in one of the forms that compose takes.</summary>
    public string Flag() => Wrong(dice.Pick("true", "false", "true", "'true'", "\"false\"", "yes", "'on'", "${TRUE}", "\"${UNSET:-no}\""), "maybe", "1", "[]", "'1'");

    /// <summary>A whole number in one of the forms that compose takes.</summary>
    public string Integer(int least = 0) =>
        Wrong(dice.Pick($"{least + 1}", $"{least + 7}", $"\"{least + 2}\"", "${NUMBER}", "\"${UNSET:-3}\"", $"{least + 10}"), "many", "-3", "1.5", "2.0", "true", "'0x10'", "''");

    /// <summary>A number.</summary>
    public string Number() => Wrong(dice.Pick("1", "0.5", "\"1.5\"", "2.25", "'3'", "${NUMBER}", "0.1"), "lots", "true", "''", "-1", "1e-7");

    /// <summary>A duration.</summary>
    public string Duration() => Wrong(
        dice.Pick("10s", "1m30s", "1h", "'90s'", "100ms", "1.5h", "0s", "1h0.5s", "${UNSET:-5s}", "1us", "1500ms", "36h", "0.000001s"), "1d", "10", "soon", "''", "-5s", "1.2.3s", "s");

    /// <summary>A size.</summary>
    public string Size() => Wrong(dice.Pick("64m", "1gb", "1.5g", "'512'", "1024", "2KiB", "10 mb", "1t", "${UNSET:-32m}", "100B", "0"), "big", "1.5", "-1", "1x", "''", "1 2m", "1.2.3m");

    /// <summary>A path on the host.</summary>
    public string Path() => dice.Pick("./data", ".", "..", "../up", "sub/dir/", "/abs/path", "/abs//x/../y", "~/home", "'~'", "./a/../b", "${A}/x", "file.txt");

    /// <summary>The text in some quotes, or in none where it can do without.</summary>
    public string Quoted(string text)
    {
        var plain = text.Length > 0 && text.IndexOfAny([' ', ':', '#', '"', '\'', '{', '}', '[', ']', ',', '&', '*', '!', '|', '>', '%', '@', '`']) < 0;
        return dice.Below(plain ? 3 : 2) switch
        {
            0 => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
            1 => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            _ => text,
        };
    }

    /// <summary>The value, or one of the wrong ones in a wild file.</summary>
    public string Wrong(string value, params string[] wrong) => wild && dice.Chance(4) ? dice.Pick(wrong) : value;
}
