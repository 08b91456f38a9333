using System.Globalization;
using System.Text;

namespace Slipway.Containers.Contexts;

/// <summary>
/// Makes steps of a pattern. The engine makes a regular expression of Go's of it first, without a look at brackets, and what
/// that expression says counts: so here too.
/// </summary>
/// <param name="expression">The expression.</param>
internal sealed class PatternCompiler(string expression)
{
    private const string Folders = "(.*/)?";
    private readonly List<PatternStep> _steps = [];
    private int _at;

    /// <summary>The steps, or <see langword="null"/> where the expression cannot be read.</summary>
    /// <param name="pattern">A clean pattern.</param>
    public static PatternStep[]? Compile(string pattern) => new PatternCompiler(Expression(pattern)).Read();

    /// <summary>The text that everything starts with that the steps take.</summary>
    public static string Start(PatternStep[] steps) => Literal(steps, 0, Array.FindIndex(steps, step => step.Kind != PatternStepKind.Character));

    /// <summary>The text that everything ends with that the steps take.</summary>
    public static string End(PatternStep[] steps)
    {
        var first = Array.FindLastIndex(steps, step => step.Kind != PatternStepKind.Character) + 1;
        // The slash of folders that may be missing may be missing too.
        return Literal(steps, first >= 2 && steps[first - 2].Kind == PatternStepKind.MaybeTwo ? first + 1 : first, steps.Length);
    }

    private static string Literal(PatternStep[] steps, int from, int to) => string.Concat(steps[from..(to < 0 ? steps.Length : to)].Select(step => step.Character));

    private static string Expression(string pattern)
    {
        var result = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i++;
                    if (i + 1 < pattern.Length && pattern[i + 1] == '/')
                        i++;
                    result.Append(i + 1 == pattern.Length ? ".*" : Folders);
                    break;
                case '*':
                    result.Append("[^/]*");
                    break;
                case '?':
                    result.Append("[^/]");
                    break;
                case '.' or '+' or '(' or ')' or '|' or '{' or '}' or '$':
                    result.Append('\\').Append(pattern[i]);
                    break;
                case '\\' when i + 1 < pattern.Length:
                    result.Append('\\').Append(pattern[++i]);
                    break;
                default:
                    result.Append(pattern[i]);
                    break;
            }
        }

        return result.ToString();
    }

    private PatternStep[]? Read()
    {
        while (_at < expression.Length)
        {
            if (!ReadStep())
                return null;
        }

        return [.. _steps];
    }

    private bool ReadStep()
    {
        switch (expression[_at])
        {
            case '(':
                _steps.Add(new PatternStep(PatternStepKind.MaybeTwo));
                _steps.Add(new PatternStep(PatternStepKind.Many, Set: PatternSet.NoLineBreak));
                _steps.Add(new PatternStep(PatternStepKind.Character, new Rune('/')));
                _at += Folders.Length;
                return true;
            case '.':
                _steps.Add(new PatternStep(PatternStepKind.Many, Set: PatternSet.NoLineBreak));
                _at += 2;
                return true;
            case '^':
                _at++;
                _steps.Add(new PatternStep(PatternStepKind.Start));
                return true;
            case '[':
                if (Class() is not { } set)
                    return false;
                var isMany = _at < expression.Length && expression[_at] == '*';
                if (isMany)
                    _at++;
                _steps.Add(new PatternStep(isMany ? PatternStepKind.Many : PatternStepKind.One, Set: set));
                return true;
            case '\\':
                return Escape();
            default:
                _steps.Add(new PatternStep(PatternStepKind.Character, Next()));
                return true;
        }
    }

    private bool Escape()
    {
        var letter = expression[_at + 1];
        if (letter is 'A' or 'z')
        {
            _at += 2;
            _steps.Add(new PatternStep(letter == 'A' ? PatternStepKind.Start : PatternStepKind.End));
            return true;
        }

        if (letter is 'Q')
        {
            var end = expression.IndexOf(@"\E", _at + 2, StringComparison.Ordinal);
            var quoted = expression[(_at + 2)..(end < 0 ? expression.Length : end)];
            _steps.AddRange(quoted.EnumerateRunes().Select(rune => new PatternStep(PatternStepKind.Character, rune)));
            _at = end < 0 ? expression.Length : end + 2;
            return true;
        }

        if (PerlSet(letter) is { } set)
        {
            _at += 2;
            _steps.Add(new PatternStep(PatternStepKind.One, Set: set));
            return true;
        }

        if (EscapedCharacter() is not { } character)
            return false;
        _steps.Add(new PatternStep(PatternStepKind.Character, new Rune(character)));
        return true;
    }

    private PatternSet? Class()
    {
        var ranges = new List<(int, int)>();
        _at++;
        var isNegated = _at < expression.Length && expression[_at] == '^';
        if (isNegated)
            _at++;
        for (var first = true; _at < expression.Length; first = false)
        {
            if (expression[_at] == ']' && !first)
            {
                _at++;
                return new PatternSet(ranges, isNegated);
            }

            if (!ReadRange(ranges))
                return null;
        }

        return null;
    }

    private bool ReadRange(List<(int, int)> ranges)
    {
        if (expression.AsSpan(_at).StartsWith("[:", StringComparison.Ordinal) && expression.IndexOf(":]", _at + 2, StringComparison.Ordinal) is >= 0 and var close)
        {
            var name = expression[(_at + 2)..close];
            _at = close + 2;
            return AddNamed(ranges, name.TrimStart('^'), name is ['^', ..]);
        }

        if (expression[_at] == '\\' && _at + 1 < expression.Length && PerlSet(expression[_at + 1]) is { } set)
        {
            _at += 2;
            Add(ranges, set.Ranges, set.IsNegated);
            return true;
        }

        if (ClassCharacter() is not { } low)
            return false;
        var high = low;
        if (_at + 1 < expression.Length && expression[_at] == '-' && expression[_at + 1] != ']')
        {
            _at++;
            if (ClassCharacter() is not { } last || last < low)
                return false;
            high = last;
        }

        ranges.Add((low, high));
        return true;
    }

    private int? ClassCharacter() => _at >= expression.Length ? null : expression[_at] == '\\' ? EscapedCharacter() : Next().Value;

    // What follows a backslash: a letter or a digit means something in Go's expressions, or nothing that can be read.
    private int? EscapedCharacter()
    {
        if (_at + 1 >= expression.Length)
            return null;
        _at++;
        var c = expression[_at];
        if (c < 128 && !char.IsAsciiLetterOrDigit(c))
            return expression[_at++];
        if (c is >= '0' and <= '7')
            return Octal();
        if (c == 'x')
            return Hexadecimal();
        var control = "afnrtv".IndexOf(c, StringComparison.Ordinal);
        if (control < 0)
            return null;
        _at++;
        return "\a\f\n\r\t\v"[control];
    }

    private int? Octal()
    {
        var start = _at;
        while (_at < expression.Length && _at - start < 3 && expression[_at] is >= '0' and <= '7')
            _at++;
        // One digit would refer back, which Go has not.
        return _at - start == 1 && expression[start] != '0' ? null : expression[start.._at].Aggregate(0, (value, digit) => (value * 8) + digit - '0');
    }

    private int? Hexadecimal()
    {
        _at++;
        var isBraced = _at < expression.Length && expression[_at] == '{';
        var end = isBraced ? expression.IndexOf('}', _at) : _at + 2;
        if (end < 0 || end > expression.Length || !int.TryParse(expression.AsSpan((isBraced ? _at + 1 : _at)..end), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || !Rune.IsValid(value))
            return null;
        _at = isBraced ? end + 1 : end;
        return value;
    }

    private Rune Next()
    {
        _ = Rune.DecodeFromUtf16(expression.AsSpan(_at), out var rune, out var length);
        _at += length;
        return rune;
    }

    private static PatternSet? PerlSet(char letter) => letter switch
    {
        'd' or 'D' => new PatternSet([('0', '9')], letter == 'D'),
        's' or 'S' => new PatternSet([('\t', '\n'), ('\f', '\r'), (' ', ' ')], letter == 'S'),
        'w' or 'W' => new PatternSet([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')], letter == 'W'),
        _ => null,
    };

    private static bool AddNamed(List<(int, int)> ranges, string name, bool isNegated)
    {
        (int, int)[]? named = name switch
        {
            "alnum" => [('0', '9'), ('A', 'Z'), ('a', 'z')],
            "alpha" => [('A', 'Z'), ('a', 'z')],
            "ascii" => [(0, 127)],
            "blank" => [('\t', '\t'), (' ', ' ')],
            "cntrl" => [(0, 31), (127, 127)],
            "digit" => [('0', '9')],
            "graph" => [('!', '~')],
            "lower" => [('a', 'z')],
            "print" => [(' ', '~')],
            "punct" => [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
            "space" => [('\t', '\r'), (' ', ' ')],
            "upper" => [('A', 'Z')],
            "word" => [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
            "xdigit" => [('0', '9'), ('A', 'F'), ('a', 'f')],
            _ => null,
        };
        if (named is null)
            return false;
        Add(ranges, named, isNegated);
        return true;
    }

    private static void Add(List<(int, int)> ranges, IReadOnlyList<(int First, int Last)> added, bool isNegated)
    {
        if (!isNegated)
        {
            ranges.AddRange(added);
            return;
        }

        // All others: the gaps between the ranges, which are in order.
        var next = 0;
        foreach (var (first, last) in added)
        {
            if (first > next)
                ranges.Add((next, first - 1));
            next = last + 1;
        }

        ranges.Add((next, 0x10FFFF));
    }
}
