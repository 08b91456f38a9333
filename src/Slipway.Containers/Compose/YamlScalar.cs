namespace Slipway.Containers.Compose;

/// <summary>A single value: a text, a number, a yes or no, or nothing.</summary>
public sealed record YamlScalar : YamlValue
{
    /// <summary>The value, variables replaced; numbers and flags in their canonical form.</summary>
    public required string Text { get; init; }

    /// <summary>What the value is by YAML's rules. A value with variables in it is a text.</summary>
    public required YamlKind Kind { get; init; }

    /// <summary>The value as the file has it, before variables are replaced: the form that messages may show.</summary>
    public required string Written { get; init; }

    /// <summary>Whether variables were replaced in it, so that its text may stand for a number or a flag.</summary>
    public bool IsInterpolated { get; init; }

    // A required variable is missing in it: that is reported once, and nothing else about the value.
    internal bool IsUnresolved { get; init; }

    // The value begins on the line below its place: block scalars.
    internal bool IsBlock { get; init; }

    internal override string Description => Kind switch
    {
        YamlKind.Nothing => "nothing",
        YamlKind.Flag => "a boolean",
        YamlKind.Integer or YamlKind.Fraction => "a number",
        YamlKind.Time => "a date",
        _ => "a text",
    };

    internal override long Weight => 1;

    internal override int Depth => 1;

    /// <summary>The value as written: what came from variables may be secret.</summary>
    public override string ToString() => Written;
}
