namespace Slipway.Files;

/// <summary>What a target says of files.</summary>
internal sealed class TargetFiles
{
    /// <summary>Patterns of what it is made of, for an item or for none.</summary>
    public List<Func<object?, IEnumerable<string>>> Inputs { get; } = [];

    /// <summary>Patterns of what it makes.</summary>
    public List<Func<object?, IEnumerable<string>>> Outputs { get; } = [];

    /// <summary>Patterns of the files that others may ask for.</summary>
    public List<string> Artifacts { get; } = [];

    /// <summary>What it takes of others.</summary>
    public List<Consumption> Consumed { get; } = [];

    /// <summary>The result of an item that is up to date, with the reason.</summary>
    public Func<object?, string, Reuse>? Result { get; set; }
}
