namespace Benchmarks.Measuring;

/// <summary>What BenchmarkDotNet says of one part.</summary>
/// <param name="Name">The part.</param>
/// <param name="Text">Its median.</param>
/// <param name="Allocated">What one call allocates.</param>
internal sealed record InnerMeasurement(string Name, string Text, string Allocated);
