using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Compose;

/// <summary>Reads scalars of a compose file as numbers, flags, durations and sizes.</summary>
internal static partial class ComposeScalars
{
    /// <summary>The number, or <see langword="null"/> where it is none.</summary>
    public static double? Number(YamlScalar scalar) =>
        scalar.Kind is YamlKind.Text or YamlKind.Integer or YamlKind.Fraction
        && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The flag, or <see langword="null"/> where it is none.</summary>
    public static bool? Flag(YamlScalar scalar) => Word(scalar.Text);

    /// <summary>The whole number that a text stands for, or <see langword="null"/>.</summary>
    public static long? Integer(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The finite number that a text stands for, or <see langword="null"/>.</summary>
    public static double? Fraction(string text) =>
        text.Length > 0 && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1])
        && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The flag that a text stands for, or <see langword="null"/>. Compose takes the words of YAML 1.1 too.</summary>
    public static bool? Word(string text) => text.ToLowerInvariant() switch
    {
        "true" or "y" or "yes" or "on" => true,
        "false" or "n" or "no" or "off" => false,
        _ => null,
    };

    /// <summary>The duration, or <see langword="null"/> where it is none.</summary>
    public static TimeSpan? Duration(YamlScalar scalar) =>
        GoDuration.Parse(scalar.Text) is { } nanoseconds ? TimeSpan.FromTicks((long)Math.Round(nanoseconds / 100.0)) : null;

    /// <summary>The size, or <see langword="null"/> where it is none. To Docker a KB has 1024 bytes.</summary>
    public static ByteSize? Size(YamlScalar scalar)
    {
        var match = SizePattern().Match(scalar.Text);
        if (!match.Success
            || !double.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var unit = match.Groups["unit"].Value;
        var power = unit.Length == 0 ? 0 : "KMGTP".IndexOf(char.ToUpperInvariant(unit[0]), StringComparison.Ordinal) + 1;
        var bytes = number * Math.Pow(1024, power);
        return bytes < long.MaxValue ? new ByteSize((long)bytes) : null;
    }

    /// <summary>The condition of a dependency, or <see langword="null"/> where it is none.</summary>
    public static DependencyCondition? Condition(YamlScalar scalar) => scalar.Text switch
    {
        "service_started" => DependencyCondition.Started,
        "service_healthy" => DependencyCondition.Healthy,
        "service_completed_successfully" => DependencyCondition.Completed,
        _ => null,
    };

    [GeneratedRegex(@"\A(?<number>[0-9]+(\.[0-9]+)?) ?(?<unit>[kKmMgGtTpP]?)[iI]?[bB]?\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex SizePattern();
}
