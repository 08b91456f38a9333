using System.Text;

namespace EndToEnd.ComposeOracle;

/// <summary>Makes environment files up, character by character: right ones, wrong ones, and those that only look so.</summary>
internal sealed class RandomEnvironmentText(RandomDice dice)
{
    private static readonly string[] Names = ["A", "B", "C_1", "d.e", "f-g", "PROC", "é", "[x]", "X"];

    private static readonly string[] Bits =
    [
        "a", "b c", "=", ":", " ", "\t", "#", " #", "\"", "'", "\\", "\\n", "\\\"", "\\'", "\\$", "\\\\", "$", "$$", "$A", "${A}", "${B:-d e}", "${X:+alt}", "${PROC}", "${NOPE-x}", "${", "}", "{", "é", "`", "\r",
        "\u00a0", "\\t", "\\x41", "\\101", "\\0101", "%", "!", ",", "-", ".", "1", "\n", "export", "\\r", "\v", "\u2028", "//", ";", "${A:-${B}}", "${NOPE:?gone}", "\\a", "\\u00e9",
    ];

    /// <summary>A compose project whose variables come from such files.</summary>
    public ComposeCase Project()
    {
        var names = string.Join(", ", Names.Select(name => $"'{name}'"));
        var project = ComposeCase.Of($"services:\n  a:\n    image: x\n    environment: [{names}]\n{(dice.Chance(50) ? "    env_file: [one.env]\n" : "    labels: {l: \"${A}|${B}|${X}\"}\n")}");
        project.Files["one.env"] = Text();
        project.Files[".env"] = dice.Chance(60) ? Text() : "A=from-env\n";
        project.Variables["PROC"] = "from process";
        if (dice.Chance(20))
            project.Variables["A"] = "process wins";
        return project;
    }

    /// <summary>A file.</summary>
    public string Text()
    {
        var text = new StringBuilder(dice.Chance(6) ? "\uFEFF" : "");
        var end = dice.Chance(15) ? "\r\n" : "\n";
        for (var i = 1 + dice.Below(4); i > 0; i--)
            text.Append(Line()).Append(i > 1 || dice.Chance(75) ? end : "");
        return text.ToString();
    }

    private string Line() => dice.Below(12) switch
    {
        0 => "# comment " + Value(),
        1 => dice.Pick("", " ", "\t"),
        2 => dice.Pick(Names),
        3 => Value(),
        4 => $"export{dice.Pick(" ", "\t", "  ", "")}{dice.Pick(Names)}{dice.Pick("=", " = ", "", ":")}{Value()}",
        _ => $"{dice.Pick("", "", "", "", " ", "\t")}{dice.Pick(Names)}{dice.Pick("=", "=", "=", " = ", "= ", " =", ": ", ":")}{Value()}",
    };

    private string Value() => dice.Below(6) switch
    {
        0 => $"\"{Some()}\"{dice.Pick("", "", " ", " # c", "#c", "x")}",
        1 => $"'{Some()}'{dice.Pick("", "", " ", " # c", "#c", "x")}",
        2 => $"{dice.Pick("plain", "two words", "x#y", "1")}{dice.Pick("", " ", " # c", "\t# c", "\t", " #", "#")}",
        _ => Some(),
    };

    private string Some() => string.Concat(Enumerable.Range(0, dice.Below(6)).Select(_ => dice.Pick(Bits)));
}
