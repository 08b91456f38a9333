using Benchmarks.Contenders;

namespace Benchmarks.Measuring;

/// <summary>What a contender took.</summary>
/// <param name="Contender">Who.</param>
/// <param name="Values">One for each round; empty where it was not measured.</param>
/// <param name="Missing">Why there are none.</param>
internal sealed record Measurement(Contender Contender, IReadOnlyList<double> Values, string? Missing)
{
    public double Median { get; } = Values.Count == 0 ? double.NaN : MedianOf([.. Values.Order()]);

    public double Fastest => Values.Count == 0 ? double.NaN : Values.Min();

    private static double MedianOf(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
