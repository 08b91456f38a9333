using Slipway.Diagnostics;

namespace Slipway.GitHub.Workflows;

/// <summary>Reads an expression, and says what it names that is not there.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/expressions</remarks>
internal sealed class ExpressionReader(string text, ExpressionScope scope)
{
    // Deeper ones are refused by GitHub too.
    private const int MostDepth = 50;

    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "&&", "||", "<", ">"];

    // Least and most arguments.
    private static readonly Dictionary<string, (int Least, int Most)> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["contains"] = (2, 2),
        ["startsWith"] = (2, 2),
        ["endsWith"] = (2, 2),
        ["format"] = (1, 255),
        ["join"] = (1, 2),
        ["toJSON"] = (1, 1),
        ["fromJSON"] = (1, 1),
        ["hashFiles"] = (1, 255),
        ["case"] = (3, 255),
        ["success"] = (0, 255),
        ["always"] = (0, 0),
        ["cancelled"] = (0, 0),
        ["failure"] = (0, 255),
    };

    private readonly List<string> _faults = [];
    private int _at;
    private int _depth;

    /// <summary>What is wrong with what it names.</summary>
    /// <exception cref="FormatException">It is no expression.</exception>
    public IReadOnlyList<string> Read()
    {
        Expression();
        Skip();
        return _at == text.Length ? _faults : throw Unexpected();
    }

    private void Expression()
    {
        if (++_depth > MostDepth)
            throw new FormatException($"it is nested more than {MostDepth} deep");
        while (true)
        {
            Operand();
            Skip();
            if (Array.Find(Operators, sign => text.AsSpan(_at).StartsWith(sign)) is not { } found)
                break;
            _at += found.Length;
        }

        _depth--;
    }

    private void Operand()
    {
        Skip();
        while (_at < text.Length && text[_at] == '!')
        {
            _at++;
            Skip();
        }

        if (_at == text.Length)
            throw new FormatException("something is missing at its end");
        var c = text[_at];
        if (c == '(')
        {
            _at++;
            Expression();
            Expect(')');
            Properties([]);
        }
        else if (c == '\'')
        {
            Quoted();
        }
        else if (char.IsAsciiDigit(c) || c is '-' or '+' or '.')
        {
            Number();
        }
        else if (char.IsAsciiLetter(c) || c == '_')
        {
            Named(Word());
        }
        else
        {
            throw c == '"' ? new FormatException("texts stand in single quotes") : Unexpected();
        }
    }

    private void Named(string word)
    {
        Skip();
        if (_at < text.Length && text[_at] == '(')
        {
            Call(word);
            Properties([]);
        }
        else if (!(word is "true" or "false" or "null" or "NaN" or "Infinity"))
        {
            List<string> path = [word.ToLowerInvariant()];
            Properties(path);
            CheckPath(path);
        }
    }

    private void Call(string name)
    {
        _at++;
        var count = 0;
        Skip();
        if (_at < text.Length && text[_at] != ')')
        {
            do
            {
                Expression();
                count++;
                Skip();
            }
            while (_at < text.Length && text[_at] == ',' && ++_at > 0);
        }

        Expect(')');
        if (!Functions.TryGetValue(name, out var arguments))
            _faults.Add($"there is no function '{name}'{Near(name, Functions.Keys)}");
        else if (count < arguments.Least || count > arguments.Most)
            _faults.Add($"'{name}' takes {(arguments.Least == arguments.Most ? $"{arguments.Least}" : $"{arguments.Least} to {arguments.Most}")} arguments, not {count}");
        else if (name.ToUpperInvariant() is "SUCCESS" or "ALWAYS" or "CANCELLED" or "FAILURE" && !scope.IsCondition)
            _faults.Add($"'{name}' is of use in 'if' only");
        else if (name.Equals("hashFiles", StringComparison.OrdinalIgnoreCase) && !scope.MayHash)
            _faults.Add("'hashFiles' is of use in steps only: there are no files before");
    }

    private void Properties(List<string> path)
    {
        while (_at < text.Length)
        {
            if (text[_at] == '.')
            {
                _at++;
                Skip();
                path.Add(_at < text.Length && text[_at] == '*' && ++_at > 0 ? "*" : Word().ToLowerInvariant());
            }
            else if (text[_at] == '[')
            {
                _at++;
                Skip();
                var start = _at;
                if (_at < text.Length && text[_at] == '*')
                    _at++;
                else
                    Expression();
                var inside = text[start.._at].Trim();
                Expect(']');
                path.Add(inside is ['\'', .., '\''] && !inside[1..^1].Contains('\'', StringComparison.Ordinal) ? inside[1..^1].ToLowerInvariant() : "*");
            }
            else
            {
                return;
            }
        }
    }

    private void CheckPath(List<string> path)
    {
        var context = path[0];
        if (!ExpressionScope.All.Contains(context, StringComparer.Ordinal))
            _faults.Add($"there is no context '{context}'{Near(context, ExpressionScope.All)}");
        else if (!scope.Contexts.Contains(context, StringComparer.Ordinal))
            _faults.Add($"'{context}' is not known here; known are {string.Join(", ", scope.Contexts)}");
        else if (path.Count > 1 && path[1] != "*" && CheckMember(context, path[1]) && path.Count > 2)
            CheckPart(path);
    }

    private bool CheckMember(string context, string member)
    {
        var known = context switch { "needs" => scope.Needs, "steps" => scope.Steps, "matrix" => scope.Matrix, "inputs" => scope.Inputs, _ => ContextMembers.Of(context) };
        if (known is null || known.Contains(member, StringComparer.OrdinalIgnoreCase))
            return true;
        _faults.Add(context switch
        {
            "needs" => $"job '{member}' is not among its needs{Near(member, known)}",
            "steps" => $"no step before it has the id '{member}'{Near(member, known)}",
            "inputs" => $"there is no input '{member}'{Near(member, known)}",
            "matrix" => $"the matrix has no '{member}'{Near(member, known)}",
            _ => $"'{context}' has no '{member}'{Near(member, known)}",
        });
        return false;
    }

    // What a job or a step has.
    private void CheckPart(List<string> path)
    {
        var known = path[0] switch { "needs" => ContextMembers.OfNeed, "steps" => ContextMembers.OfStep, _ => null };
        if (known is not null && path[2] != "*" && !known.Contains(path[2], StringComparer.Ordinal))
            _faults.Add($"'{path[0]}.{path[1]}' has no '{path[2]}'; known: {string.Join(", ", known)}");
    }

    private static string Near(string name, IEnumerable<string> known) => Nearest.To(name, known) is { Count: > 0 } near ? $"; near: {string.Join(", ", near)}" : "";

    private void Quoted()
    {
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] != '\'')
                continue;
            if (_at + 1 == text.Length || text[_at + 1] != '\'')
            {
                _at++;
                return;
            }

            _at++;
        }

        throw new FormatException("a quote is not closed");
    }

    private void Number()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '-' or '+'))
            _at++;
        var number = text[start.._at];
        var isHex = number.StartsWith("0x", StringComparison.Ordinal) && number.Length > 2 && number[2..].All(char.IsAsciiHexDigit);
        var isOctal = number.StartsWith("0o", StringComparison.Ordinal) && number.Length > 2 && number[2..].All(c => c is >= '0' and <= '7');
        if (!isHex && !isOctal && !double.TryParse(number, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _))
            throw new FormatException($"'{number}' is no number");
    }

    private string Word()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '-'))
            _at++;
        return _at > start ? text[start.._at] : throw (_at < text.Length ? Unexpected() : new FormatException("something is missing at its end"));
    }

    private void Expect(char sign)
    {
        Skip();
        if (_at == text.Length)
            throw new FormatException($"'{sign}' is missing");
        if (text[_at] != sign)
            throw Unexpected();
        _at++;
    }

    private void Skip()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }

    private FormatException Unexpected() => new($"'{text[_at]}' was not expected");
}
