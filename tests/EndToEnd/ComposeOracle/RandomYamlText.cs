namespace EndToEnd.ComposeOracle;

/// <summary>Makes YAML up as people and programs write it: every style of scalar, anchors, merges, tags, documents, and slips of the pen.</summary>
internal sealed class RandomYamlText(RandomDice dice)
{
    private static readonly string[] Scalars =
    [
        "plain", "two words", "a: b", "a #b", "a#b", "'q'", "'it''s'", "\"d\"", "\"\\x41\\u00e9\\n\\t\\\\\"", "\"a\\\n  b\"", "|\n  one\n  two\n", ">\n  one\n  two\n\n  three\n", "|-\n  x\n\n", "|+\n  x\n\n", ">-\n  a\n   b\n  c\n", "|2\n    y\n",
        "~", "null", "Null", "NULL", "", "true", "True", "TRUE", "yes", "Yes", "on", "off", "y", "n", "1", "01", "0o7", "0x1f", "0b1", "1_000", "-1", "+1", "1.", ".5", "1e3", "1E+3", ".inf", "-.Inf", ".nan", "1.2.3", "2020-01-01", "2020-01-01T00:00:00Z",
        "2020-01-01 00:00:00", "12:30", "12:30:45", "!!str 1", "!!int '1'", "!!float 1", "!!bool yes", "!!null x", "!!str", "!custom x", "! x", "!!binary aGk=", "&s shared", "*s", "*none", "&t {k: v}", "*t", "- x", "[a, b]", "{k: v}", "[]", "{}", "? x", "@x", "`x`", "%x", ",x",
        "x\n    y", "'x\n\n    y'", "\"x\n    y\"", "\"unclosed", "'unclosed", "[unclosed", "{a: b", "a\tb", "\ta", "a:b", "a:", ":a", "::", "-", "--", "---", "...", "0.1", "1.10", "1e400", "9223372036854775808", "18446744073709551616", "0777", "08", "é", "\"\\ud83d\\ude00\"", "😀", "\"\\q\"", "!!timestamp 2020-01-01", "!!set {a}", "=", "<<", "|\n", "|  # c\n  x\n", ">1\n  x\n", "|9\n  x\n", "\"\\0\"", "\"\\/\"", "\"\\e\"", "\"\\ \"", "\"\\_\"",
    ];

    private static readonly string[] Usual =
    [
        "plain", "two words", "a#b", "'q'", "'it''s'", "\"d\"", "\"\\x41\\u00e9\\n\\t\\\\\"", "\"a\\\n  b\"", "|\n  one\n  two\n", ">\n  one\n  two\n\n  three\n", "|-\n  x\n\n", "|+\n  x\n\n", ">-\n  a\n   b\n  c\n", "|2\n    y\n", "~", "null", "", "true", "True", "yes", "on", "n", "1", "01", "0o7", "0x1f", "1_000", "-1", "+1", "1.", ".5", "1e3", "1.2.3", "2020-01-01", "12:30", "12:30:45", "!!str 1", "!!int '1'", "!custom x", "! x", "!!binary aGk=", "&z shared", "x\n    y", "'x\n\n    y'", "\"x\n    y\"", "a:b", ":a", "--", "0.1", "1.10", "0777", "08", "é", "😀", "\"x\n  y\"", "'a\n b\n'", "\"a\n\n\n   b \\\n   c\"", "|\n\n  x\n   y\n\n  z\n", ">\n\n  x\n   y\n  z\n\n\n   w\n", ">+\n  a\n\n", "|1-\n   x\n", "x # c", "x  \n     y  # c\n", "\"\\/\"", "\"\\e\"", "\"\\ \"", "\"\\_\"", "\"\\0\"", "\\n", "\\", "%x", "x%", "!!float 1", "1e400", "9223372036854775808", "a\tb", "'#'", "x: ", "=", "<<", "a,b", "a]", "- ", "{k: v}", "[a, b]", "[a, b,]", "{k: v,}", "{a, b: c}", "[a: b]", "{\"a\":1}", "{a: , b: }", "[\n     a,\n     b\n    ]", "{\n     a: 1 # c\n    }",
    ];

    private static readonly string[] UsualKeys = ["k", "'k6'", "\"k7\"", "a b", "k.d", "é", "? k8\n     ", "&b k9", "k10 ", "!!str 5", "\"\\x41\"", "a/b", "xy"];

    private static readonly string[] Keys = ["k", "'k'", "\"k2\"", "1", "true", "null", "1.5", "? k3\n     ", "&a k4", "*s", "a b", "k:", "2020-01-01", "''", "!!str 5", "[a]", "{a: b}", "~", "yes", "k.d", "é", "0x1", "<<"];

    /// <summary>A project of one file.</summary>
    public ComposeCase Project() => ComposeCase.Of(dice.Below(7) switch
    {
        0 => $"{Head()}services:\n  a:\n    image: x\n    labels:\n{Pairs(6)}{Tail()}",
        1 => $"x-one: &one\n  labels: {{a: 1}}\n  environment: &e\n    A: 1\nx-two: &two\n  <<: *one\n  labels: {{b: 2}}\nservices:\n  a:\n    {Merges()}\n    image: x\n    environment:\n      <<: {dice.Pick("*e", "[*e]", "{A: 2}", "*one", "x", "", "[*e, {B: 3}]")}\n{Pairs(6, 2)}{(dice.Chance(20) ? "      <<: *e\n" : "")}",
        2 => $"{Head()}x-any:\n{Pairs(2)}x-list:\n{Items(2)}services:\n  a: {{image: x}}\n{Tail()}",
        3 => $"services:\n  {Key().TrimEnd()}:\n    image: x\n  {dice.Pick("b", "7.0", "'7.0'", "true", "1", "a.b", "A", "_x", "-x", "x-y", "null", "\"é\"")}:\n    image: {Scalar()}\n",
        4 => $"services:\n  a:\n    image: x\n    command:\n{Items(6)}    environment:\n{Items(6)}",
        5 => $"services:\n  a:\n    image: x\n    x-deep:\n{Pairs(6)}    environment:\n{Pairs(6)}",
        _ => $"services:\n  a:\n    image: x\n    {dice.Pick("hostname", "command", "entrypoint", "restart", "cpus", "init", "scale", "healthcheck", "logging", "build", "networks", "ports", "deploy", "develop", "environment", "user")}: {Indented(Scalar(), 4)}\n",
    });

    private string Head() => dice.Chance(60) ? "" : dice.Pick("---\n", "%YAML 1.1\n---\n", "%YAML 1.2\n---\n", "# c\n", "\uFEFF", "--- # c\n", "x-s: &s shared\n", "x-s: &s 5\n", "%TAG ! tag:x,2000:\n---\n", "\n\n");

    private string Tail() => dice.Chance(75) ? "" : dice.Pick("...\n", "---\n", "---\n# c\n", "---\nservices:\n  a:\n    hostname: h\n", "---\nservices: {b: {image: y}}\n", "---\nnull\n", "...\nx\n", "  # c\n", "\t\n", "services:\n  c: {image: z}\n", "---\n[]\n");

    private string Merges() => dice.Pick("<<: *one", "<<: [*one, *two]", "<<: *two", "<<: [*two, *one]", "<<: {hostname: h}", "<<: *none", "<<: ", "<<: [*one, x]", "<<: []", "\"<<\": *one", "<<: *one\n    <<: *two", "<<: &three {hostname: i}", "!!merge <<: *two");

    private string Pairs(int indent, int most = 4)
    {
        var blank = new string(' ', indent);
        return string.Concat(Enumerable.Range(0, dice.Below(most) + 1).Select(i => $"{blank}{(dice.Chance(60) ? $"k{i}" : Key())}:{(dice.Chance(90) ? " " : dice.Pick("  ", "", "\t", " # c\n" + blank + " "))}{Indented(Scalar(), indent)}\n"));
    }

    private string Items(int indent)
    {
        var blank = new string(' ', indent);
        return string.Concat(Enumerable.Range(0, dice.Below(3) + 1).Select(_ => $"{blank}-{(dice.Chance(90) ? " " : dice.Pick("  ", "\t", ""))}{Indented(Scalar(), indent)}\n"));
    }

    private string Scalar() => dice.Chance(93) ? dice.Pick(Usual) : dice.Pick(Scalars);

    private string Key() => dice.Chance(90) ? dice.Pick(UsualKeys) : dice.Pick(Keys);

    private static string Indented(string text, int indent) => text.Replace("\n", "\n" + new string(' ', indent), StringComparison.Ordinal);
}
