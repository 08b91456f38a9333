namespace Slipway.Reporting.Traces;

/// <summary>A span: what was done, when, and how it ended.</summary>
/// <param name="Id">Eight bytes.</param>
/// <param name="Parent">The span that it belongs to; empty for the root.</param>
/// <param name="Name">What is shown.</param>
/// <param name="Started">When it started.</param>
/// <param name="Ended">When it ended.</param>
internal sealed record TraceSpan(byte[] Id, byte[] Parent, string Name, DateTimeOffset Started, DateTimeOffset Ended)
{
    /// <summary>Texts and whole numbers, by name.</summary>
    public IReadOnlyList<(string Name, object Value)> Attributes { get; init; } = [];

    /// <summary>Why it failed, in one line; <see langword="null"/> where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>What is wrong: code and text of each problem.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}
