using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Replaces variables in a word of a Dockerfile and removes its quotes.</summary>
/// <param name="escape">The escape character.</param>
/// <param name="lookup">The value of a variable, or <see langword="null"/> where it is not set.</param>
internal sealed class WordExpander(char escape, Func<string, string?> lookup)
{
    /// <summary>The word with values in place of variables, or <see langword="null"/> where it cannot be read.</summary>
    /// <param name="word">The word as written.</param>
    public string? Expand(string word)
    {
        var at = 0;
        try
        {
            return Read(word, ref at, '\0');
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string Read(string text, ref int at, char end)
    {
        var result = new StringBuilder();
        var quoted = false;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == end && !quoted && end != '\0')
                return result.ToString();
            if (c == '\'' && !quoted)
            {
                var close = text.IndexOf('\'', at + 1);
                if (close < 0)
                    throw new FormatException();
                result.Append(text, at + 1, close - at - 1);
                at = close + 1;
            }
            else if (c == '"')
            {
                quoted = !quoted;
                at++;
            }
            else if (c == escape && at + 1 < text.Length)
            {
                // Between double quotes only these are escaped; else the character stays.
                if (quoted && text[at + 1] != '"' && text[at + 1] != '$' && text[at + 1] != escape)
                    result.Append(c);
                result.Append(text[at + 1]);
                at += 2;
            }
            else if (c == '$')
            {
                result.Append(Variable(text, ref at));
            }
            else
            {
                result.Append(c);
                at++;
            }
        }

        return quoted || end != '\0' ? throw new FormatException() : result.ToString();
    }

    private string Variable(string text, ref int at)
    {
        var start = ++at;
        if (at == text.Length)
            return "$";
        if (text[at] != '{')
        {
            at = NameEnd(text, at);
            return at == start ? "$" : lookup(text[start..at]) ?? "";
        }

        start = ++at;
        at = NameEnd(text, at);
        if (at == start || at == text.Length)
            throw new FormatException();
        var value = lookup(text[start..at]);
        if (text[at] == '}')
        {
            at++;
            return value ?? "";
        }

        var colon = text[at] == ':';
        if (colon)
            at++;
        if (at == text.Length)
            throw new FormatException();
        var operation = text[at++];
        var twice = !colon && at < text.Length && text[at] == operation && operation is '#' or '%' or '/';
        if (twice)
            at++;
        if (!colon && operation is '#' or '%' or '/')
            return Cut(text, ref at, value ?? "", operation, twice);
        var word = Read(text, ref at, '}');
        at++;
        var counts = colon ? !string.IsNullOrEmpty(value) : value is not null;
        return operation switch
        {
            '-' => counts ? value! : word,
            '+' => counts ? word : "",
            '?' => counts ? value! : throw new FormatException(),
            _ => throw new FormatException(),
        };
    }

    private string Cut(string text, ref int at, string value, char operation, bool twice)
    {
        if (operation == '/')
        {
            var slash = text.IndexOf('/', at);
            if (slash < 0)
                throw new FormatException();
            var searched = new Regex(Pattern(text[at..slash], lazy: false), RegexOptions.Singleline, TimeSpan.FromSeconds(1));
            at = slash + 1;
            var replacement = Read(text, ref at, '}').Replace("$", "$$", StringComparison.Ordinal);
            at++;
            return searched.Replace(value, replacement, twice ? -1 : 1);
        }

        var pattern = Read(text, ref at, '}');
        at++;
        if (operation == '#')
        {
            var prefix = Regex.Match(value, @"\A" + Pattern(pattern, lazy: !twice), RegexOptions.Singleline, TimeSpan.FromSeconds(1));
            return prefix.Success ? value[prefix.Length..] : value;
        }

        // The shortest end begins as late as possible, the longest as early as possible.
        var ends = Enumerable.Range(0, value.Length + 1);
        var whole = new Regex($@"\A{Pattern(pattern, lazy: false)}\z", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        foreach (var i in twice ? ends : ends.Reverse())
        {
            if (whole.IsMatch(value[i..]))
                return value[..i];
        }

        return value;
    }

    private static string Pattern(string glob, bool lazy)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < glob.Length; i++)
        {
            _ = glob[i] switch
            {
                '*' => pattern.Append(lazy ? ".*?" : ".*"),
                '?' => pattern.Append('.'),
                '\\' when i + 1 < glob.Length => pattern.Append(Regex.Escape(glob[++i].ToString())),
                _ => pattern.Append(Regex.Escape(glob[i].ToString())),
            };
        }

        return pattern.ToString();
    }

    private static int NameEnd(string text, int at)
    {
        if (at < text.Length && char.IsAsciiDigit(text[at]))
            return at + 1;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            at++;
        return at;
    }
}
