namespace Slipway.Containers.Composing;

/// <summary>Something that a gate has to take note of.</summary>
/// <param name="Service">Whose it is.</param>
/// <param name="ContainerId">The container.</param>
/// <param name="Action">What the engine says; empty where a probe has news.</param>
internal sealed record GateNews(string Service, string ContainerId, string Action)
{
    /// <summary>The probe that was tried.</summary>
    public Probe? Probe { get; init; }

    /// <summary>What it was told; <see langword="null"/> where it passed.</summary>
    public string? Answer { get; init; }

    /// <summary>The start of the container that it was tried on.</summary>
    public DateTimeOffset? Started { get; init; }
}
