using System.Globalization;

namespace Slipway.Containers.Compose;

/// <summary>Replaces the variables in a file's values, and remembers which the file mentions.</summary>
/// <param name="lookup">Knows the values.</param>
/// <param name="mentions">Takes what is mentioned.</param>
/// <param name="problems">Takes what cannot be read.</param>
internal sealed class Interpolator(VariableLookup lookup, VariableMentions mentions, List<Problem> problems)
{
    /// <summary>A copy of <paramref name="value"/> with values in place of variables, of the kinds that their places ask for.</summary>
    /// <param name="value">The value as read.</param>
    /// <param name="shape">What is known about its place.</param>
    /// <param name="path">Its place in the file's structure, for messages.</param>
    public YamlValue Replace(YamlValue value, Shape? shape, string path = "")
    {
        switch (value)
        {
            // It is taken away before anybody asks what it says.
            case { Tag: YamlTag.Reset }:
                return value;
            case YamlScalar scalar:
                return Cast(Replace(scalar, path), shape?.Cast ?? ValueCast.None, path);
            case YamlSequence sequence:
                return sequence.Select((item, i) => IsFixed(item, shape?.Items) ? item : Replace(item, shape?.Items, $"{path}[{i}]"));
            case YamlMapping mapping:
                return mapping.Select(entry => shape?.Of(entry.Key) is var field && IsFixed(entry.Value, field) ? entry.Value : Replace(entry.Value, field, Yaml.Path(path, entry.Key)));
            default:
                return value;
        }
    }

    // Most values: no path is made up for them.
    private static bool IsFixed(YamlValue value, Shape? shape) => value is YamlScalar scalar
        && (scalar.Kind != YamlKind.Text || (!scalar.Text.Contains('$', StringComparison.Ordinal) && (shape?.Cast ?? ValueCast.None) == ValueCast.None));

    private YamlScalar Replace(YamlScalar scalar, string path)
    {
        if (scalar.Kind != YamlKind.Text || !scalar.Text.Contains('$', StringComparison.Ordinal))
            return scalar;
        if (!Template.TryParse(scalar.Text, out var template, out var wrongAt))
        {
            problems.Add(ComposeProblems.Interpolation(PlaceOf(scalar, wrongAt), path));
            return scalar with { IsUnresolved = true };
        }

        var names = template.Variables.ToList();
        foreach (var variable in names)
            mentions.Add(variable, PlaceOf(scalar, variable.Position), lookup);
        var unresolved = false;
        var text = template.Expand(lookup.Find, variable =>
        {
            unresolved = true;
            mentions.AddMissing(variable, PlaceOf(scalar, variable.Position), lookup);
        });
        return scalar with { Text = text, IsUnresolved = unresolved, IsInterpolated = names.Count > 0 };
    }

    private YamlScalar Cast(YamlScalar scalar, ValueCast cast, string path)
    {
        if (cast == ValueCast.None || scalar.Kind != YamlKind.Text || scalar.IsUnresolved)
            return scalar;
        (YamlKind Kind, string Text)? made = cast switch
        {
            ValueCast.Integer => ComposeScalars.Integer(scalar.Text) is { } integer
                ? (YamlKind.Integer, integer.ToString(CultureInfo.InvariantCulture)) : null,
            ValueCast.Number => ComposeScalars.Fraction(scalar.Text) is { } number ? (YamlKind.Fraction, YamlScalars.Shortest(number)) : null,
            _ => ComposeScalars.Word(scalar.Text) is { } flag ? (YamlKind.Flag, flag ? "true" : "false") : null,
        };
        if (made is { } value)
            return scalar with { Kind = value.Kind, Text = value.Text };
        var expected = cast switch
        {
            ValueCast.Integer => "a whole number",
            ValueCast.Number => "a number",
            _ => "true or false",
        };
        problems.Add(ComposeProblems.WrongValue(scalar.Place, path, scalar.Written, expected));
        return scalar with { IsUnresolved = true };
    }

    // In a literal block every line of the value is a line of the file; else the value's first line must do.
    private static Place PlaceOf(YamlScalar scalar, int position) => scalar.IsBlock
        ? new Place(scalar.Place.File, scalar.Place.Line + 1 + scalar.Text.AsSpan(0, position).Count('\n'))
        : scalar.Place;
}
