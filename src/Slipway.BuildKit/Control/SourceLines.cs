namespace Slipway.BuildKit;

/// <summary>Lines of a file that the builder blames.</summary>
/// <param name="File">The file, as the builder knows it.</param>
/// <param name="First">The first line, counted from 1.</param>
/// <param name="Last">The last line.</param>
public sealed record SourceLines(string File, int First, int Last);
