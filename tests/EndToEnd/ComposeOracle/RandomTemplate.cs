namespace EndToEnd.ComposeOracle;

/// <summary>Makes texts with variables up, of which many cannot be read.</summary>
internal sealed class RandomTemplate(RandomDice dice)
{
    private static readonly string[] Bits =
    [
        "$", "{", "}", "${", "$$", "A", "B", "EMPTY", "UNSET", ":", ":-", "-", ":?", "?", ":+", "+", "x", " ", "_1", "/", "%", "#", "é", "${A}", "$B", "${UNSET:-", "${A:+", "${B-", "}}", "{}", "\n", "\\", "'", "9", "$A", "${EMPTY:-", "!", ".",
    ];

    private static readonly string[] Names = ["A", "B", "EMPTY", "UNSET", "_x", "Nine9"];

    /// <summary>A project with such texts in values, and now and then in keys.</summary>
    public ComposeCase Project()
    {
        var labels = Enumerable.Range(0, 1 + dice.Below(2)).Select(i => $"      {(dice.Chance(10) ? Quoted(Text()) : $"k{i}")}: {Quoted(Text())}\n");
        var project = ComposeCase.Of($"services:\n  a:\n    image: x\n    labels:\n{string.Concat(labels)}{(dice.Chance(15) ? $"    command: [{Quoted(Text())}]\n" : "")}");
        (project.Variables["A"], project.Variables["B"], project.Variables["EMPTY"]) = ("alpha", "be ta}", "");
        return project;
    }

    private string Text() => dice.Below(4) switch
    {
        0 => string.Concat(Enumerable.Range(0, 1 + dice.Below(7)).Select(_ => dice.Pick(Bits))),
        1 => $"{dice.Pick("", "x", "$$", " ")}{Braced(0)}{dice.Pick("", "y", "}", "$", "$$")}",
        2 => $"{Braced(0)}{dice.Pick("", "-", "$")}{Braced(0)}",
        _ => Braced(0),
    };

    private string Braced(int depth)
    {
        var name = dice.Pick(Names);
        var word = dice.Below(depth < 3 ? 7 : 3) switch
        {
            0 => "",
            1 => dice.Pick("d", "a b", "a:b", "a-b", "?", "{x}", "{", "}", "$$", "a}b", "{a}{b}", ":-", "http://x?a=b", "{\"a\": {\"b\": 1}}"),
            2 => dice.Pick(Bits) + dice.Pick(Bits),
            3 => $"${dice.Pick(Names)}",
            _ => $"{dice.Pick("", "p", "{")}{Braced(depth + 1)}{dice.Pick("", "", "s", "}", " ")}",
        };
        return $"${{{name}{dice.Pick(":-", "-", ":+", "+", ":-", "-", ":?", "?", "", ":")}{word}}}";
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
