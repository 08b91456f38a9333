using System.Text.RegularExpressions;

namespace Slipway.Tool.Starting;

/// <summary>Reads what a shell script can be asked for: the words of its <c>case</c>, with the functions that they call, or the script as a whole.</summary>
internal static partial class ScriptReader
{
    private const int DeepestCall = 4;

    /// <summary>The commands of a script.</summary>
    /// <param name="name">What the file is called, relative to the folder.</param>
    /// <param name="text">What it holds.</param>
    public static IReadOnlyList<OldCommand> Read(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(WithoutComment).ToArray();
        var functions = Functions(lines);
        var commands = new List<OldCommand>();
        for (var i = 0; i < lines.Length; i++)
        {
            // Options are words of a case too; what they do shows in the words that people start with.
            if (!CasePattern().IsMatch(lines[i]))
                continue;
            for (i++; i < lines.Length && lines[i].Trim() is not "esac"; i++)
            {
                if (LabelPattern().Match(lines[i]) is not { Success: true } label)
                    continue;
                var place = $"{name}:{i + 1}";
                var body = new List<string> { label.Groups["rest"].Value };
                while (!body[^1].Contains(";;", StringComparison.Ordinal) && i + 1 < lines.Length && lines[i + 1].Trim() is not "esac")
                    body.Add(lines[++i]);
                foreach (var word in label.Groups["words"].Value.Split('|').Select(word => word.Trim().Trim('"', '\'')).Where(word => WordPattern().IsMatch(word)))
                    commands.Add(new OldCommand(place, $"{name} {word}", Expand(body, functions, DeepestCall), []));
            }
        }

        return commands.Count > 0 ? commands : [new OldCommand($"{name}:1", name, lines.Select(line => line.Trim()).Where(line => line.Length > 0).ToList(), [])];
    }

    private static Dictionary<string, List<string>> Functions(string[] lines)
    {
        var functions = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            if (FunctionPattern().Match(lines[i]) is not { Success: true } start)
                continue;
            var body = functions[start.Groups["name"].Value] = [];
            while (i + 1 < lines.Length && lines[i + 1].TrimEnd() != "}")
                body.Add(lines[++i]);
        }

        return functions;
    }

    private static List<string> Expand(IEnumerable<string> lines, Dictionary<string, List<string>> functions, int depth)
    {
        var expanded = new List<string>();
        foreach (var line in lines.Select(line => line.Replace(";;", "", StringComparison.Ordinal).Trim()).Where(line => line.Length > 0))
        {
            if (depth > 0 && functions.TryGetValue(line.Split(' ', ';')[0], out var body))
                expanded.AddRange(Expand(body, functions, depth - 1));
            else
                expanded.Add(line);
        }

        return expanded;
    }

    // A number sign begins a comment at the start of a word.
    private static string WithoutComment(string line) => CommentPattern().Replace(line, "");

    [GeneratedRegex(@"(^|\s)#.*$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"^\s*case\s.+\sin\s*$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex CasePattern();

    [GeneratedRegex(@"^\s*\(?(?<words>[A-Za-z0-9_""'|\s.*-]+)\)(?<rest>.*)$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex LabelPattern();

    [GeneratedRegex("^[a-z][a-z0-9_-]*$", RegexOptions.None, 30_000)]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"^\s*(function\s+)?(?<name>[A-Za-z_][A-Za-z0-9_-]*)\s*(\(\s*\))?\s*\{\s*$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex FunctionPattern();
}
