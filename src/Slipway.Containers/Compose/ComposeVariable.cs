namespace Slipway.Containers.Compose;

/// <summary>A variable that a compose file mentions.</summary>
public sealed record ComposeVariable
{
    /// <summary>The variable's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is first mentioned.</summary>
    public required Place Place { get; init; }

    /// <summary>Every place that mentions it, the first one first.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>The default of <c>${NAME:-default}</c> as written, or <see langword="null"/>.</summary>
    public string? Default { get; init; }

    /// <summary>The text of <c>${NAME:+text}</c> as written, or <see langword="null"/>.</summary>
    public string? Alternate { get; init; }

    /// <summary>Whether the file says <c>${NAME:?message}</c> or <c>${NAME?message}</c> somewhere.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The author's message of a required variable as written; may be empty.</summary>
    public string? Message { get; init; }

    /// <summary>Where its value comes from.</summary>
    public required VariableSource Source { get; init; }

    /// <summary>Whether it is set, but to nothing.</summary>
    public bool IsEmpty { get; init; }
}
