using System.Text.RegularExpressions;

namespace Slipway.Tool.Starting;

/// <summary>Reads the targets of a Makefile and their recipes: GNU make manual, section 4.2, "Rule Syntax".</summary>
internal static partial class MakefileReader
{
    /// <summary>The names that make looks for, in its order.</summary>
    public static readonly IReadOnlyList<string> Names = ["GNUmakefile", "makefile", "Makefile"];

    /// <summary>The explicit rules of a file; pattern rules and special targets are nobody's commands.</summary>
    /// <param name="name">What the file is called in places.</param>
    /// <param name="text">What it holds.</param>
    public static IReadOnlyList<OldCommand> Read(string name, string text)
    {
        var commands = new List<OldCommand>();
        List<string>? recipe = null;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var place = $"{name}:{i + 1}";
            var line = lines[i];
            // A backslash at its end goes on with the next line.
            while (line.EndsWith('\\') && i + 1 < lines.Length)
                line = line[..^1] + " " + lines[++i].TrimStart();
            if (line.StartsWith('\t'))
            {
                recipe?.Add(line.Trim().TrimStart('@', '-', '+').Trim());
                continue;
            }

            if (RulePattern().Match(line) is not { Success: true } rule)
            {
                recipe = line.Trim().Length == 0 || line.StartsWith('#') ? recipe : null;
                continue;
            }

            recipe = [];
            var needs = rule.Groups["needs"].Value.Split('#')[0];
            if (needs.IndexOf(';', StringComparison.Ordinal) is var at and >= 0)
            {
                recipe.Add(needs[(at + 1)..].Trim());
                needs = needs[..at];
            }

            foreach (var target in Words(rule.Groups["targets"].Value).Where(target => !target.StartsWith('.') && !target.Contains('%', StringComparison.Ordinal) && !target.Contains('/', StringComparison.Ordinal)))
                commands.Add(new OldCommand(place, $"make {target}", recipe, Words(needs.Split('|')[0])));
        }

        return commands;
    }

    private static string[] Words(string text) => text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    // Neither an assignment (:=, ::=, =) nor a line of a recipe.
    [GeneratedRegex(@"^(?<targets>[A-Za-z0-9_.%/ -]+?)\s*::?(?![=:])(?<needs>[^=]*|[^=]*;.*)$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex RulePattern();
}
