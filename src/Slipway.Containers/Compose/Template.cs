namespace Slipway.Containers.Compose;

/// <summary>A text with <c>$VARIABLE</c> and <c>${VARIABLE:-default}</c> in it, as compose understands them.</summary>
internal sealed class Template
{
    // Deeper nesting is nobody's intention.
    private const int DeepestNesting = 50;

    private readonly IReadOnlyList<Part> _parts;

    private Template(IReadOnlyList<Part> parts) => _parts = parts;

    /// <summary>Every variable of the text, also those inside defaults, in order of appearance.</summary>
    public IEnumerable<TemplateVariable> Variables => _parts
        .Where(part => part.Variable is not null)
        .SelectMany(part => (TemplateVariable[])[part.Variable!, .. part.Variable!.Word?.Variables ?? []]);

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="template">What was read.</param>
    /// <param name="wrongAt">Where the <c>${</c> begins that cannot be read.</param>
    /// <returns>Whether all of it could be read.</returns>
    public static bool TryParse(string text, out Template template, out int wrongAt) =>
        TryParse(text, 0, 0, out template, out wrongAt);

    /// <summary>The text with values in place of variables. A default is also expanded where it is not needed.</summary>
    /// <param name="lookup">The value of a variable, or <see langword="null"/> where it is not set.</param>
    /// <param name="missing">Told of each required variable that has no value; it counts as empty.</param>
    public string Expand(Func<string, string?> lookup, Action<TemplateVariable> missing) => _parts switch
    {
        [] => "",
        [{ Variable: null, Text: var text }] => text,
        _ => string.Concat(_parts.Select(part => part.Variable is { } variable ? Value(variable, lookup, missing) : part.Text)),
    };

    private static string Value(TemplateVariable variable, Func<string, string?> lookup, Action<TemplateVariable> missing)
    {
        // Also where it is not used: what is required in it is required.
        var word = variable.Word?.Expand(lookup, missing);
        var value = lookup(variable.Name);
        var counts = variable.EmptyCounts ? value is not null : !string.IsNullOrEmpty(value);
        switch (variable.Operator)
        {
            case TemplateOperator.Default:
                return counts ? value! : word!;
            case TemplateOperator.Alternate:
                return counts ? word! : value ?? "";
            case TemplateOperator.Required when !counts:
                missing(variable);
                return "";
            default:
                return value ?? "";
        }
    }

    private static bool TryParse(string text, int offset, int depth, out Template template, out int wrongAt)
    {
        var parts = new List<Part>();
        template = new Template(parts);
        wrongAt = -1;
        var plain = 0;
        var at = text.IndexOf('$', StringComparison.Ordinal);
        while (at >= 0)
        {
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            var end = at + 2;
            Part part;
            if (next == '$')
            {
                part = new Part("$", null);
            }
            else if (IsNameStart(next))
            {
                end = NameEnd(text, at + 1);
                part = new Part("", new TemplateVariable(text[(at + 1)..end], TemplateOperator.None, EmptyCounts: true, null, "", offset + at));
            }
            else if (next == '{')
            {
                if (Braced(text, at, offset, depth, out end) is not { } variable)
                {
                    wrongAt = offset + at;
                    return false;
                }

                part = new Part("", variable);
            }
            else
            {
                at = text.IndexOf('$', at + 1);
                continue;
            }

            if (at > plain)
                parts.Add(new Part(text[plain..at], null));
            parts.Add(part);
            plain = end;
            at = end < text.Length ? text.IndexOf('$', end) : -1;
        }

        if (plain < text.Length)
            parts.Add(new Part(text[plain..], null));
        return true;
    }

    private static TemplateVariable? Braced(string text, int start, int offset, int depth, out int end)
    {
        end = start;
        var nameEnd = NameEnd(text, start + 2);
        if (nameEnd == start + 2 || !IsNameStart(text[start + 2]) || nameEnd == text.Length || depth > DeepestNesting)
            return null;
        var name = text[(start + 2)..nameEnd];
        if (text[nameEnd] == '}')
        {
            end = nameEnd + 1;
            return new TemplateVariable(name, TemplateOperator.None, EmptyCounts: true, null, "", offset + start);
        }

        var colon = text[nameEnd] == ':';
        var operatorAt = colon ? nameEnd + 1 : nameEnd;
        var kind = (operatorAt < text.Length ? text[operatorAt] : '\0') switch
        {
            '-' => TemplateOperator.Default,
            '?' => TemplateOperator.Required,
            '+' => TemplateOperator.Alternate,
            _ => TemplateOperator.None,
        };
        var close = ClosingBrace(text, start, operatorAt);
        if (kind == TemplateOperator.None || close < 0)
            return null;
        end = close + 1;
        var written = text[(operatorAt + 1)..close];
        return TryParse(written, offset + operatorAt + 1, depth + 1, out var word, out _)
            ? new TemplateVariable(name, kind, EmptyCounts: !colon, word, written, offset + start)
            : null;
    }

    // Every opening brace counts, with a dollar or without, save one directly after another. Where they do not come out
    // even, the last closing brace of the line closes.
    private static int ClosingBrace(string text, int start, int operatorAt)
    {
        if (operatorAt >= text.Length)
            return -1;
        var lineEnd = text.IndexOf('\n', operatorAt);
        var last = text.LastIndexOf('}', (lineEnd < 0 ? text.Length : lineEnd) - 1);
        if (last <= operatorAt)
            return -1;
        var open = 0;
        for (var i = start; i <= last; i++)
        {
            if (text[i] == '}' && --open == 0)
                return i;
            if (text[i] == '{')
            {
                open++;
                i++;
            }
        }

        return last;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static int NameEnd(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            at++;
        return at;
    }

    private readonly record struct Part(string Text, TemplateVariable? Variable);
}
