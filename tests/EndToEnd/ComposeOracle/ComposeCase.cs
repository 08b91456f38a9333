namespace EndToEnd.ComposeOracle;

/// <summary>A project of given parts.</summary>
internal sealed class ComposeCase : IComposeCase
{
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public List<string> Arguments { get; init; } = ["-p", "p"];

    public string Folder { get; init; } = "";

    public bool IsRaw { get; init; }

    /// <summary>A project of one file.</summary>
    /// <param name="text">The compose file.</param>
    public static ComposeCase Of(string text) => new() { Files = { ["compose.yaml"] = text } };
}
