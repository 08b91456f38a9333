using System.Globalization;

namespace Slipway.Containers.Compose;

/// <summary>Puts scalars into the form in which compose prints them.</summary>
/// <param name="problems">Takes those of the wrong kind.</param>
internal sealed class NormalScalars(List<Problem> problems)
{
    /// <summary>The scalar in its normal form; <see langword="null"/> where it is left out.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="type">What it is to be.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    public YamlScalar? Of(YamlScalar scalar, NormalType type, string path)
    {
        var (made, kind, expected) = Convert(scalar, type);
        if (made is null)
        {
            problems.Add(scalar.Kind == YamlKind.Text
                ? ComposeProblems.WrongValue(scalar.Place, path, scalar.Written, expected)
                : ComposeProblems.WrongShape(scalar.Place, path, expected, scalar.Description));
            return null;
        }

        return IsLeftOut(made, type) ? null : scalar with { Text = made, Kind = kind };
    }

    private static (string? Text, YamlKind Kind, string Expected) Convert(YamlScalar scalar, NormalType type) => type switch
    {
        NormalType.Text or NormalType.KeptText => (scalar.Kind is YamlKind.Text or YamlKind.Integer ? scalar.Text : null, YamlKind.Text, "a text"),
        NormalType.Flag or NormalType.KeptFlag => (Flag(scalar), YamlKind.Flag, "true or false"),
        NormalType.Integer or NormalType.KeptInteger => (Integer(scalar), YamlKind.Integer, "a whole number"),
        NormalType.Unsigned or NormalType.KeptUnsigned =>
            (scalar.Kind != YamlKind.Text && Integer(scalar) is { } number && number[0] != '-' && (type == NormalType.KeptUnsigned || decimal.Parse(number, CultureInfo.InvariantCulture) <= uint.MaxValue) ? number : null, YamlKind.Integer, "a whole number from 0, without quotes"),
        NormalType.Number or NormalType.Processors => (Number(scalar), YamlKind.Fraction, "a number"),
        NormalType.Duration or NormalType.KeptDuration =>
            (GoDuration.Parse(scalar.Text) is { } duration ? GoDuration.Print(duration) : null, YamlKind.Text, "a duration such as 1m30s"),
        NormalType.Size or NormalType.KeptSize => (Size(scalar), YamlKind.Text, "a size such as 512m"),
        NormalType.DeviceCount => (string.Equals(scalar.Text, "all", StringComparison.OrdinalIgnoreCase) ? "-1" : Integer(scalar), YamlKind.Integer, "a whole number or 'all'"),
        _ => (scalar.Text, scalar.Kind, ""),
    };

    private static bool IsLeftOut(string made, NormalType type) => type switch
    {
        NormalType.Text => made.Length == 0,
        NormalType.Flag => made == "false",
        NormalType.Integer or NormalType.Unsigned or NormalType.DeviceCount or NormalType.Size => made == "0",
        NormalType.Number or NormalType.Processors => made is "0" or "-0",
        NormalType.Duration => made == "0s",
        _ => false,
    };

    private static string? Flag(YamlScalar scalar) => scalar.Kind switch
    {
        YamlKind.Flag => scalar.Text,
        YamlKind.Text => ComposeScalars.Word(scalar.Text) switch { true => "true", false => "false", null => null },
        _ => null,
    };

    private static string? Integer(YamlScalar scalar) => scalar.Kind switch
    {
        YamlKind.Integer => scalar.Text,
        YamlKind.Fraction => Truncated(double.Parse(scalar.Text, CultureInfo.InvariantCulture)),
        YamlKind.Text => ComposeScalars.Integer(scalar.Text)?.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Truncated(double number) =>
        Math.Abs(number) < long.MaxValue ? ((long)number).ToString(CultureInfo.InvariantCulture) : null;

    private static string? Number(YamlScalar scalar) =>
        scalar.Kind is YamlKind.Integer or YamlKind.Fraction or YamlKind.Text && ComposeScalars.Fraction(scalar.Text) is { } number && float.IsFinite((float)number)
            ? ((float)number).ToString("R", CultureInfo.InvariantCulture)
            : null;

    // A number with a fraction counts for nothing: compose takes it for no size, and says nothing.
    private static string? Size(YamlScalar scalar) => scalar.Kind switch
    {
        YamlKind.Integer => scalar.Text,
        YamlKind.Fraction => "0",
        YamlKind.Text => ComposeScalars.Size(scalar)?.Bytes.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
