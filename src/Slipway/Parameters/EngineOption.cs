namespace Slipway.Parameters;

/// <summary>An option that every build has.</summary>
/// <param name="Name">Without its dashes, such as <c>no-color</c>.</param>
/// <param name="Description">One sentence for <c>--help</c> and for completion.</param>
internal sealed record EngineOption(string Name, string Description)
{
    /// <summary>What its value is, as <c>--help</c> writes it; <see langword="null"/> for a switch.</summary>
    public string? Value { get; init; }

    /// <summary>The values that it takes. Any unless set.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>What it stands for without a value; then a value is given as <c>--name=value</c> only.</summary>
    public string? WithoutValue { get; init; }

    /// <summary>Whether it may be given several times, and several values with commas between them.</summary>
    public bool IsList { get; init; }

    /// <summary>What its value names, for completion.</summary>
    public ValueKind Kind { get; init; }

    public bool IsSwitch => Value is null;

    /// <summary>The option as people write it, such as <c>--plan[=json|mermaid]</c>.</summary>
    public string Usage =>
        Value is null ? "--" + Name
        : WithoutValue is null ? $"--{Name} {Value}"
        : $"--{Name}[={Value}]";
}
