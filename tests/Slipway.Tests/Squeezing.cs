namespace Slipway.Tests;

/// <summary>Tables without their padding, for tests that are not about their look.</summary>
internal static class Squeezing
{
    /// <summary>Each line with single spaces between its words.</summary>
    public static string Squeezed(this string text) =>
        string.Join('\n', text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
