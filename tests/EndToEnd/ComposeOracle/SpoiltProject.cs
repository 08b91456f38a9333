namespace EndToEnd.ComposeOracle;

/// <summary>Spoils the files of a project, a line or a value at a time: what the one refuses the other must refuse.</summary>
internal static class SpoiltProject
{
    private static readonly string[] Values = ["null", "''", "5", "-1", "true", "1.5", "x", "[]", "{}", "[x]", "{x: y}", "[[x]]", "[{a: b}]", "{a: [b]}", "[5]", "[null]", "{a: null}", "2020-01-01", "'5'", "!reset null", "${A:-5}", "${NOPE}", "[true]", "{5: 6}", "0", "\" \""];

    /// <summary>A spoilt project.</summary>
    /// <param name="seed">What it is made of.</param>
    public static RandomProject Make(int seed)
    {
        var dice = new RandomDice(seed + 7_000_000);
        var project = new RandomProject(seed, wild: false);
        var name = dice.Pick([.. project.Files.Keys.Where(file => file.EndsWith(".yaml", StringComparison.Ordinal))]);
        var lines = project.Files[name].Split('\n').ToList();
        Spoil(dice, lines);
        project.Files[name] = string.Join('\n', lines);
        return project;
    }

    private static void Spoil(RandomDice dice, List<string> lines)
    {
        var at = dice.Below(lines.Count);
        var line = lines[at];
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        switch (dice.Below(9))
        {
            case 0:
                lines.RemoveAt(at);
                if (lines.Count == 0)
                    lines.Add("");
                break;
            case 1:
                lines.Insert(at, line);
                break;
            case 2:
                lines[at] = dice.Pick(" ", "  ") + line;
                break;
            case 3:
                lines[at] = line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line;
                break;
            case 4 when line.TrimStart().StartsWith("- ", StringComparison.Ordinal):
                lines[at] = line[..(line.IndexOf("- ", StringComparison.Ordinal) + 2)] + dice.Pick(Values);
                break;
            case 5 when colon > 0:
                lines[at] = line[..colon] + dice.Pick("x", "_") + line[colon..];
                break;
            default:
                if (colon > 0)
                    lines[at] = line[..(colon + 2)] + dice.Pick(Values);
                else if (line.EndsWith(':'))
                    lines[at] = $"{line} {dice.Pick(Values)}";
                break;
        }
    }
}
