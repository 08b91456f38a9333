using System.Text;

namespace Slipway.Containers.Dockerfiles;

/// <summary>One pass over a text: quotes, escapes and variables.</summary>
internal sealed class WordScan(string text, char escape, Func<string, string?> lookup, WordOptions options)
{
    // Deeper nesting is not written by people, and would end the process.
    private const int DeepestNesting = 100;

    // ENV A=$A$A doubles a value, a few lines of it fill any memory, and no process takes a variable of this length.
    private const int LargestGrowth = 256 * 1024;

    private int _at;
    private int _depth;

    private bool IsAtEnd => _at >= text.Length;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="WordException">It cannot be read.</exception>
    public string Read(WordCollector into)
    {
        // A byte order mark is none of the text's.
        if (text is ['\uFEFF', ..])
            _at = 1;
        return Until('\0', options.KeepEscapes, into);
    }

    private string Until(char end, bool keepEscapes, WordCollector? into = null)
    {
        if (++_depth > DeepestNesting)
            throw new WordException("the variables are nested too deep");
        into ??= new WordCollector();
        while (!IsAtEnd)
        {
            var c = text[_at];
            if (end != '\0' && c == end)
            {
                _at++;
                _depth--;
                return into.Text;
            }

            switch (c)
            {
                case '$':
                    into.Add(Variable());
                    if (into.Length > text.Length + LargestGrowth)
                        throw new WordException("it gets too long");
                    break;
                case '<':
                    into.AddWhole(Heredoc());
                    break;
                case '\'' when !options.IgnoreQuotes:
                    into.AddWhole(SingleQuoted());
                    break;
                case '"' when !options.IgnoreQuotes:
                    into.AddWhole(DoubleQuoted(keepEscapes));
                    break;
                default:
                    Plain(c, keepEscapes, into);
                    break;
            }
        }

        if (end != '\0')
            throw new WordException($"'{end}' is missing");
        _depth--;
        return into.Text;
    }

    private void Plain(char c, bool keepEscapes, WordCollector into)
    {
        _at++;
        if (c != escape)
        {
            into.Add(c.ToString());
            return;
        }

        if (keepEscapes)
            into.AddWhole(c.ToString());
        if (!IsAtEnd)
            into.AddWhole(text[_at++].ToString());
    }

    // A blank between << and its word splits nothing.
    private string Heredoc()
    {
        var start = _at++;
        if (IsAtEnd || text[_at] != '<')
            return "<";
        _at++;
        while (!IsAtEnd && text[_at] is ' ' or '\t' or '\r')
            _at++;
        return text[start.._at];
    }

    private string SingleQuoted()
    {
        var close = text.IndexOf('\'', _at + 1);
        if (close < 0)
            throw new WordException("a single quote is not closed");
        var start = _at;
        _at = close + 1;
        return options.KeepQuotes ? text[start.._at] : text[(start + 1)..close];
    }

    private string DoubleQuoted(bool keepEscapes)
    {
        var result = new StringBuilder();
        _at++;
        if (options.KeepQuotes)
            result.Append('"');
        while (true)
        {
            if (IsAtEnd)
                throw new WordException("a double quote is not closed");
            var c = text[_at];
            if (c == '$')
            {
                result.Append(Variable());
                continue;
            }

            _at++;
            if (c == '"')
                return options.KeepQuotes ? result.Append('"').ToString() : result.ToString();
            if (c != escape)
            {
                result.Append(c);
                continue;
            }

            if (keepEscapes)
                result.Append(c);
            // Only these are escaped here; before others the character stays.
            if (!IsAtEnd)
                result.Append(text[_at] is '"' or '$' || text[_at] == escape ? text[_at++] : c);
        }
    }

    private string Variable()
    {
        _at++;
        if (IsAtEnd || text[_at] != '{')
        {
            var simple = Name();
            return simple.Length == 0 ? "$" : lookup(simple) ?? (options.KeepUnset ? "$" + simple : "");
        }

        _at++;
        if (IsAtEnd)
            throw new WordException("'}' is missing");
        if (text[_at] is '{' or '}' or ':')
            throw new WordException("a name is missing after '${'");
        var name = Name();
        if (IsAtEnd)
            throw new WordException("'}' is missing");
        var operation = text[_at++];
        return operation switch
        {
            '}' => lookup(name) ?? (options.KeepUnset ? $"${{{name}}}" : ""),
            ':' or '+' or '-' or '?' or '#' or '%' => Modified(name, operation),
            '/' => Replaced(name),
            _ => throw new WordException($"'{operation}' is no operator"),
        };
    }

    private string Modified(string name, char operation)
    {
        var emptyIsUnset = operation == ':';
        if (emptyIsUnset)
        {
            if (IsAtEnd)
                throw new WordException("'}' is missing");
            operation = text[_at++];
        }

        var cuts = operation is '#' or '%';
        if (operation is not ('+' or '-' or '?') && (!cuts || emptyIsUnset))
            throw new WordException($"'{(emptyIsUnset ? ":" : "")}{operation}' is no operator");
        var word = Until('}', cuts);
        var value = lookup(name);
        if (value is null && options.KeepUnset)
            return $"${{{name}{(emptyIsUnset ? ":" : "")}{operation}{word}}}";
        var counts = emptyIsUnset ? !string.IsNullOrEmpty(value) : value is not null;
        return operation switch
        {
            '-' => counts ? value! : word,
            '+' => counts ? word : "",
            '?' => counts ? value! : throw new WordException($"{name} {(word.Length > 0 ? word : value is null ? "is not set" : "is empty")}"),
            '#' => ShellPattern.CutStart(value ?? "", word),
            _ => ShellPattern.CutEnd(value ?? "", word),
        };
    }

    private string Replaced(string name)
    {
        var all = !IsAtEnd && text[_at] == '/';
        if (all)
            _at++;
        var pattern = Until('/', keepEscapes: true);
        var replacement = Until('}', keepEscapes: true);
        var value = lookup(name);
        return value is null && options.KeepUnset
            ? $"${{{name}/{pattern}/{replacement}}}"
            : ShellPattern.Replace(value ?? "", pattern, replacement, all);
    }

    // A name that begins with a digit is all digits; special parameters are one character.
    private string Name()
    {
        var start = _at;
        if (IsAtEnd)
            return "";
        if (text[_at] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
            return text[_at++].ToString();
        var digits = char.IsDigit(text[_at]);
        while (!IsAtEnd && (char.IsDigit(text[_at]) || (!digits && (char.IsLetter(text[_at]) || text[_at] == '_'))))
            _at++;
        return text[start.._at];
    }
}
