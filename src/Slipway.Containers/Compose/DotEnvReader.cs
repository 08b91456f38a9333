using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Reads the lines of an environment file the way compose v2 does.</summary>
internal sealed class DotEnvReader
{
    private readonly string _text;
    private readonly string _file;
    private readonly Func<string, string?> _lookup;
    private readonly List<Problem> _problems;
    private readonly Dictionary<string, string> _earlier = new(StringComparer.Ordinal);
    private int _at;
    private int _countedTo;
    private int _line = 1;

    private DotEnvReader(string text, string file, Func<string, string?> lookup, List<Problem> problems)
    {
        _text = text;
        _file = file;
        _lookup = lookup;
        _problems = problems;
    }

    private bool IsAtEnd => _at >= _text.Length;

    private char Current => _text[_at];

    private Place Here
    {
        get
        {
            _line += _text.AsSpan(_countedTo, _at - _countedTo).Count('\n');
            _countedTo = _at;
            return new Place(_file, _line);
        }
    }

    /// <summary>The variables of <paramref name="text"/> in its order; a name may come twice.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="file">The file, for places.</param>
    /// <param name="lookup">Variables from elsewhere, which win over the file inside of its values.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="allowsNameless">Whether a variable may have no name: those of services may.</param>
    public static List<DotEnvVariable> Read(string text, string file, Func<string, string?> lookup, List<Problem> problems, bool allowsNameless) =>
        new DotEnvReader(text is ['\uFEFF', .. var clean] ? clean : text, file, lookup, problems).ReadAll(allowsNameless);

    // Blanks that do not end the line.
    private static bool IsBlank(char c) => c is '\t' or '\v' or '\f' or '\r' or ' ' or '\u0085' or '\u00A0';

    private List<DotEnvVariable> ReadAll(bool allowsNameless)
    {
        var variables = new List<DotEnvVariable>();
        while (SkipToStatement())
        {
            var place = Here;
            if (ReadName(place, out var name, out var hasValue))
            {
                if (name.Length == 0 && hasValue && !allowsNameless)
                    _problems.Add(ComposeProblems.EnvNoName(place));
                var value = hasValue ? ReadValue(place) : _lookup(name);
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
                _at++;
            else
                return true;
        }

        return false;
    }

    // NAME=, NAME:, or NAME alone on its line: then its value comes from elsewhere.
    private bool ReadName(Place place, out string name, out bool hasValue)
    {
        if (_text.AsSpan(_at).StartsWith("export", StringComparison.Ordinal) && _at + 6 < _text.Length && _text[_at + 6] is ' ' or '\t' or '\n' or '\f' or '\r')
        {
            _at += 6;
            SkipBlanks();
        }

        var start = _at;
        while (!IsAtEnd && Current is not ('=' or ':' or '\n')
            && (IsBlank(Current) || char.IsLetter(Current) || char.IsNumber(Current) || Current is '_' or '.' or '-' or '[' or ']'))
        {
            _at++;
        }

        hasValue = true;
        if (IsAtEnd)
        {
            // Without the end of its line, compose takes a lone name for the value of a variable without a name.
            name = "";
            _at = start;
            return true;
        }

        name = _text[start.._at].TrimEnd();
        var problem = Current is '=' or ':' or '\n'
            ? name.Contains(' ', StringComparison.Ordinal) ? ComposeProblems.EnvNameWithSpace(place, name) : null
            : ComposeProblems.EnvName(place, name, Current);
        if (problem is not null)
        {
            _problems.Add(problem);
            SkipLine();
            return false;
        }

        hasValue = Current != '\n';
        _at++;
        return true;
    }

    private string? ReadValue(Place place)
    {
        SkipBlanks();
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
        var escaped = false;
        for (_at++; !IsAtEnd; _at++)
        {
            if (Current != quote)
            {
                if (!escaped && Current == '\\')
                {
                    escaped = true;
                    continue;
                }

                // Only a quote loses the backslash before it here; "\\n" must stay no line break.
                if (escaped)
                    value.Append('\\');
                escaped = false;
                value.Append(Current);
                continue;
            }

            if (!escaped)
            {
                _at++;
                return quote == '\'' ? value.ToString() : Expand(DotEnvEscapes.Resolve(value.ToString()), place);
            }

            escaped = false;
            value.Append(Current);
        }

        _problems.Add(ComposeProblems.EnvUnterminated(place, quote));
        _at = start;
        SkipLine();
        return null;
    }

    private string? Expand(string text, Place place)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
            return text;
        if (!Template.TryParse(text, out var template, out _))
        {
            _problems.Add(ComposeProblems.EnvTemplate(place));
            return null;
        }

        return template.Expand(
            name => _lookup(name) ?? _earlier.GetValueOrDefault(name),
            missing => _problems.Add(ComposeProblems.EnvRequired(place, missing)));
    }

    private void SkipBlanks()
    {
        while (!IsAtEnd && IsBlank(Current))
            _at++;
    }

    private void SkipLine()
    {
        while (!IsAtEnd && Current != '\n')
            _at++;
    }
}
