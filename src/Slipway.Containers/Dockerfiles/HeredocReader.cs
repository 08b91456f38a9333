using System.Globalization;
using System.Text;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads the texts that <c>&lt;&lt;WORD</c> begins.</summary>
internal static class HeredocReader
{
    private static readonly WordOptions Raw = new() { KeepQuotes = true, KeepEscapes = true, KeepUnset = true };
    private static readonly WordOptions Quoted = new() { KeepQuotes = true, KeepUnset = true };
    private static readonly WordOptions Unquoted = new() { KeepUnset = true };

    /// <summary>The texts of an instruction, in their order.</summary>
    /// <param name="line">The instruction.</param>
    /// <param name="lines">Gives the lines below it.</param>
    /// <param name="place">The instruction's place.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyList<Heredoc> Read(string line, DockerfileLines lines, Place place, List<Problem> problems)
    {
        if (!line.Contains("<<", StringComparison.Ordinal))
            return [];
        var heredocs = new List<Heredoc>();
        foreach (var word in Words(line))
        {
            if (Begin(word) is { } heredoc)
                heredocs.Add(heredoc with { Content = Content(heredoc, lines, place, problems) });
        }

        return heredocs;
    }

    /// <summary>The text that a word begins, without its content; <see langword="null"/> for any other word.</summary>
    public static Heredoc? Begin(string word)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
            digits++;
        if (!word.AsSpan(digits).StartsWith("<<", StringComparison.Ordinal))
            return null;
        var removesTabs = word.AsSpan(digits + 2).StartsWith("-", StringComparison.Ordinal);
        var name = word[(digits + (removesTabs ? 3 : 2))..].TrimStart();
        if (name.Length == 0 || name.Contains('<', StringComparison.Ordinal))
            return null;
        try
        {
            if (new WordExpander('\\', Nothing, Unquoted).Split(name) is not [var unquoted] || new WordExpander('\\', Nothing, Quoted).Split(name) is not [var quoted])
                return null;
            _ = int.TryParse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor);
            return new Heredoc(unquoted, "", Quotes(unquoted) == Quotes(quoted)) { FileDescriptor = descriptor, RemovesTabs = removesTabs };
        }
        catch (WordException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> Words(string line)
    {
        try
        {
            return new WordExpander('\\', Nothing, Raw).Split(line);
        }
        catch (WordException)
        {
            // A shell may well understand it.
            return [];
        }
    }

    private static string Content(Heredoc heredoc, DockerfileLines lines, Place place, List<Problem> problems)
    {
        var content = new StringBuilder();
        while (lines.ReadRaw() is { } raw)
        {
            var line = heredoc.RemovesTabs ? raw.TrimStart('\t') : raw;
            if (line.AsSpan().TrimEnd("\r\n").SequenceEqual(heredoc.Name))
                return content.ToString();
            content.Append(line);
        }

        problems.Add(DockerfilesProblems.OpenHeredoc(place, heredoc.Name));
        return content.ToString();
    }

    private static string? Nothing(string name) => null;

    private static int Quotes(string text) => text.AsSpan().Count('\'') + text.AsSpan().Count('"');
}
