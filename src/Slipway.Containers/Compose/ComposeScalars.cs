using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Compose;

/// <summary>Reads scalars of a compose file as numbers, flags, durations and sizes.</summary>
internal static partial class ComposeScalars
{
    private static readonly Dictionary<string, double> Seconds = new(StringComparer.Ordinal)
    {
        ["ns"] = 1e-9,
        ["us"] = 1e-6,
        ["µs"] = 1e-6,
        ["μs"] = 1e-6,
        ["ms"] = 1e-3,
        ["s"] = 1,
        ["m"] = 60,
        ["h"] = 3600,
        ["d"] = 86400,
        ["w"] = 604800,
    };

    /// <summary>The number, or <see langword="null"/> where it is none.</summary>
    public static double? Number(YamlScalar scalar) =>
        scalar.Kind is YamlKind.Text or YamlKind.Integer or YamlKind.Fraction
        && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The flag, or <see langword="null"/> where it is none. Compose takes the words of YAML 1.1 too.</summary>
    public static bool? Flag(YamlScalar scalar) => scalar.Text.ToLowerInvariant() switch
    {
        "true" or "y" or "yes" or "on" or "1" or "t" => true,
        "false" or "n" or "no" or "off" or "0" or "f" => false,
        _ => null,
    };

    /// <summary>The duration, or <see langword="null"/> where it is none.</summary>
    public static TimeSpan? Duration(YamlScalar scalar)
    {
        if (scalar.Text == "0")
            return TimeSpan.Zero;
        if (!DurationPattern().IsMatch(scalar.Text))
            return null;
        var seconds = 0d;
        foreach (Match part in DurationPartPattern().Matches(scalar.Text))
            seconds += double.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * Seconds[part.Groups["unit"].Value];
        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;
    }

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

    [GeneratedRegex(@"\A([0-9]+(\.[0-9]*)?(ns|us|µs|μs|ms|s|m|h|d|w))+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DurationPattern();

    [GeneratedRegex(@"(?<number>[0-9]+(\.[0-9]*)?)(?<unit>ns|us|µs|μs|ms|s|m|h|d|w)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DurationPartPattern();

    [GeneratedRegex(@"\A(?<number>[0-9]+(\.[0-9]+)?) ?(?<unit>[kKmMgGtTpP]?)[iI]?[bB]?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizePattern();
}
