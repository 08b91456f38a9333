using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Reads the lines of an environment file the way compose v2 does.</summary>
internal sealed class DotEnvReader
{
    private readonly string _text;
    private readonly string _file;
    private readonly IReadOnlyDictionary<string, string>? _environment;
    private readonly List<Problem> _problems;
    private readonly Dictionary<string, string> _earlier = new(StringComparer.Ordinal);
    private int _at;
    private int _line = 1;

    private DotEnvReader(string text, string file, IReadOnlyDictionary<string, string>? environment, List<Problem> problems)
    {
        _text = text;
        _file = file;
        _environment = environment;
        _problems = problems;
    }

    private bool IsAtEnd => _at >= _text.Length;

    private char Current => _text[_at];

    private Place Here => new(_file, _line);

    /// <summary>The variables of <paramref name="text"/> in its order; a name may come twice.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="file">The file, for places.</param>
    /// <param name="environment">Variables of the process.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static List<DotEnvVariable> Read(
        string text, string file, IReadOnlyDictionary<string, string>? environment, List<Problem> problems)
    {
        var clean = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        return new DotEnvReader(clean, file, environment, problems).ReadAll();
    }

    private List<DotEnvVariable> ReadAll()
    {
        var variables = new List<DotEnvVariable>();
        while (SkipToStatement())
        {
            var place = Here;
            if (ReadName(place, out var name, out var hasValue))
            {
                var value = hasValue ? ReadValue(place) : _environment?.GetValueOrDefault(name);
                if (value is null)
                    continue;
                _earlier[name] = value;
                variables.Add(new DotEnvVariable(name, value, place));
            }
        }

        return variables;
    }

    private bool SkipToStatement()
    {
        while (!IsAtEnd)
        {
            if (Current == '#')
                SkipLine();
            else if (char.IsWhiteSpace(Current))
                Advance();
            else
                return true;
        }

        return false;
    }

    // NAME=, NAME:, or NAME alone on its line: then the process environment has the value.
    private bool ReadName(Place place, out string name, out bool hasValue)
    {
        if (_text.AsSpan(_at).StartsWith("export", StringComparison.Ordinal)
            && _at + 6 < _text.Length && char.IsWhiteSpace(_text[_at + 6]))
        {
            _at += 6;
            while (!IsAtEnd && char.IsWhiteSpace(Current))
                Advance();
        }

        var start = _at;
        while (!IsAtEnd && Current is not ('=' or ':' or '\n')
            && (char.IsLetterOrDigit(Current) || Current is '_' or '.' or '-' or '[' or ']' or ' ' or '\t'))
        {
            _at++;
        }

        name = _text[start.._at].Trim();
        hasValue = !IsAtEnd && Current is '=' or ':';
        var problem = (IsAtEnd || hasValue || Current == '\n') switch
        {
            false => ComposeProblems.EnvName(place, name, Current),
            _ when name.Length == 0 => ComposeProblems.EnvNoName(place),
            _ when name.Contains(' ', StringComparison.Ordinal) => ComposeProblems.EnvNameWithSpace(place, name),
            _ => null,
        };
        if (problem is not null)
        {
            _problems.Add(problem);
            SkipLine();
            return false;
        }

        if (hasValue)
            _at++;
        return true;
    }

    private string? ReadValue(Place place)
    {
        while (!IsAtEnd && Current != '\n' && char.IsWhiteSpace(Current))
            _at++;
        return !IsAtEnd && Current is '"' or '\'' ? ReadQuoted(place) : Expand(ReadToLineEnd(), place);
    }

    private string ReadToLineEnd()
    {
        var end = _text.IndexOf('\n', _at);
        end = end < 0 ? _text.Length : end;
        var line = _text.AsSpan(_at, end - _at);
        var comment = line.IndexOf(" #", StringComparison.Ordinal);
        _at = end;
        // A value that begins with '#' is a value: only a space makes a comment of it.
        return (comment < 0 ? line : line[..comment]).TrimEnd().ToString();
    }

    private string? ReadQuoted(Place place)
    {
        var quote = Current;
        var value = new StringBuilder();
        var start = _at;
        for (_at++; !IsAtEnd; Advance())
        {
            if (Current == quote)
            {
                _at++;
                return quote == '\'' ? value.ToString() : Expand(Unescape(value.ToString()), place);
            }

            if (Current == '\\' && _at + 1 < _text.Length)
            {
                Advance();
                if (Current != quote)
                    value.Append('\\');
                // Between double quotes "\\" stays for Unescape, so that "\\n" is no line break.
            }

            value.Append(Current);
        }

        _problems.Add(ComposeProblems.EnvUnterminated(place, quote));
        _line = place.Line;
        _at = start;
        SkipLine();
        return null;
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                value.Append(text[i]);
                continue;
            }

            var next = text[++i];
            if (next == '0' && i + 1 < text.Length && text[i + 1] is >= '0' and <= '7')
            {
                var code = 0;
                for (var digits = 0; digits < 3 && i + 1 < text.Length && text[i + 1] is >= '0' and <= '7'; digits++)
                    code = (code * 8) + (text[++i] - '0');
                value.Append((char)code);
                continue;
            }

            _ = next switch
            {
                'n' => value.Append('\n'),
                'r' => value.Append('\r'),
                't' => value.Append('\t'),
                'a' => value.Append('\a'),
                'b' => value.Append('\b'),
                'f' => value.Append('\f'),
                'v' => value.Append('\v'),
                '\\' => value.Append('\\'),
                // Two dollars: the expansion that follows makes one of them.
                '$' => value.Append("$$"),
                _ => value.Append('\\').Append(next),
            };
        }

        return value.ToString();
    }

    private string? Expand(string text, Place place)
    {
        if (!Template.TryParse(text, out var template, out _))
        {
            _problems.Add(ComposeProblems.EnvTemplate(place));
            return null;
        }

        return template.Expand(Lookup, missing => _problems.Add(ComposeProblems.EnvRequired(place, missing)));
    }

    private string? Lookup(string name) =>
        _environment?.GetValueOrDefault(name) ?? _earlier.GetValueOrDefault(name);

    private void SkipLine()
    {
        while (!IsAtEnd && Current != '\n')
            _at++;
    }

    private void Advance()
    {
        if (Current == '\n')
            _line++;
        _at++;
    }
}
