using System.Text;

namespace Slipway.Tool.Starting;

/// <summary>Says which old command is which of the new ones, and which were not understood.</summary>
internal static class MigrationPage
{
    private const int LongestLine = 100;

    /// <summary>The page in markdown.</summary>
    public static string Of(IReadOnlyList<Meaning> meanings)
    {
        var text = new StringBuilder("# From the old commands to the new ones\n\nWritten by `slipway init` from what the files say; look at each before you delete anything.\n");
        if (meanings.Any(meaning => meaning.Now is not null))
        {
            text.Append("\n## Understood\n\n| before | now | told by |\n|---|---|---|\n");
            foreach (var meaning in meanings.Where(meaning => meaning.Now is not null))
                text.Append($"| {Code(meaning.Command.Text)} | {Code("./build.sh " + meaning.Now)} | {Code(meaning.Because!)}, {meaning.Command.Place} |\n");
        }

        if (meanings.Any(meaning => meaning.Now is null))
        {
            text.Append("\n## Not understood\n\nThey run something that Slipway has no target for. Each can become a target of yours in `build/Build.cs`.\n\n| before | runs | at |\n|---|---|---|\n");
            foreach (var meaning in meanings.Where(meaning => meaning.Now is null))
                text.Append($"| {Code(meaning.Command.Text)} | {(meaning.Command.Lines.Count == 0 ? "nothing" : Code(meaning.Command.Lines[0]))} | {meaning.Command.Place} |\n");
        }

        return text.ToString();
    }

    // GitHub's Markdown, section 4.10: a pipe ends a cell even inside code; two backticks hold one.
    private static string Code(string text)
    {
        text = text.Length <= LongestLine ? text : text[..LongestLine] + "…";
        text = text.Replace("|", "\\|", StringComparison.Ordinal);
        return text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";
    }
}
