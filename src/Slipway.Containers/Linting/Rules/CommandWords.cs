using System.Text.RegularExpressions;

namespace Slipway.Containers.Linting.Rules;

/// <summary>The words of commands, and secrets among them.</summary>
internal static partial class CommandWords
{
    /// <summary>How a command gives a secret away, such as <c>as argument '--token'</c>; <see langword="null"/> where it does not. The secret itself is not named.</summary>
    /// <param name="words">The command's words, or one text that a shell reads.</param>
    public static string? SecretIn(IReadOnlyList<string> words)
    {
        if (words.FirstOrDefault(word => SecretNames.IsInHeader(word)) is not null || SecretNames.IsInHeader(string.Join(' ', words)))
            return "in a header";
        // Twice: what a shell is given in quotes is a command too.
        var all = words.SelectMany(Split).SelectMany(Split).ToList();
        if (all.Exists(SecretNames.IsInAddress))
            return "in an address";
        for (var i = 0; i < all.Count; i++)
        {
            var match = Option.Match(all[i]);
            if (match.Success && (match.Groups["value"].Length > 0 || (i + 1 < all.Count && !all[i + 1].StartsWith('-'))))
                return $"as argument '{match.Groups["option"].Value}'";
            if (all[i] == "-a" && i + 1 < all.Count && all.Take(i).Any(word => word.EndsWith("redis-cli", StringComparison.Ordinal)))
                return "as argument '-a'";
            if (all[i] is ['-', 'p', _, ..] && all.Take(i).Any(word => Database.IsMatch(word)))
                return "as argument '-p'";
            if (Assignment.Match(all[i]) is { Success: true } set && SecretNames.IsSecret(set.Groups["name"].Value) && !SecretNames.IsReference(set.Groups["value"].Value) && !Placeholder.IsMatch(set.Groups["value"].Value))
                return $"as '{set.Groups["name"].Value}'";
        }

        return null;
    }

    // The words of all commands in a shell's text, lists and pipes too. Quotes around a word are dropped, and what stands in quotes is one word.
    private static IEnumerable<string> Split(string command) => command.Contains(' ', StringComparison.Ordinal)
        ? Word.Matches(command).Select(match => match.Value is ['"' or '\'', .. var quoted, '"' or '\''] ? quoted : match.Value.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal))
        : [command];

    [GeneratedRegex("""("[^"]*"|'[^']*'|[^\s"';|&])+""", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Word { get; }

    [GeneratedRegex("^(?<option>--?([a-z0-9]+-)*(password|passwd|token|secret|api-?key|requirepass))(=(?<value>.+))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Option { get; }

    [GeneratedRegex("(^|/)(mysql|mariadb)(admin|dump|-admin|-dump)?$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Database { get; }

    // A build that wants a key which it does not use is given such.
    [GeneratedRegex("^(dummy|build|test|example|placeholder|unused|none|not|fake|temp|x+$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Placeholder { get; }

    [GeneratedRegex("^(?<name>[A-Za-z_][A-Za-z0-9_]*)=(?<value>.+)$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Assignment { get; }
}
