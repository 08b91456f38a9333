namespace Slipway.Parameters;

/// <summary>What became of a text.</summary>
/// <param name="Value">The value; <see langword="null"/> where the text is wrong.</param>
/// <param name="Expected">Completes "… is not", such as <c>a number</c>.</param>
internal sealed record Conversion(object? Value, string Expected)
{
    /// <summary>All values that would be right, where they can be counted.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What the type's own reader says is wrong.</summary>
    public string? Why { get; init; }
}
