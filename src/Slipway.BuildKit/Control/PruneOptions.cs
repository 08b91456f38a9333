namespace Slipway.BuildKit;

/// <summary>What a builder shall forget.</summary>
public sealed record PruneOptions
{
    /// <summary>Conditions in containerd's language, such as <c>id==abc</c> or <c>type==exec.cachemount</c>. All records unless set.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Whether what the engine keeps for its own purposes goes too.</summary>
    public bool All { get; init; }

    /// <summary>What was used within this time stays. Nothing stays for that reason unless set.</summary>
    public TimeSpan KeepFor { get; init; }

    /// <summary>How many bytes may stay. None unless set.</summary>
    public long KeepBytes { get; init; }
}
