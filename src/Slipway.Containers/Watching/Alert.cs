namespace Slipway.Containers.Watching;

/// <summary>Something that a watchdog has seen.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Service">Whose; empty for the engine.</param>
/// <param name="Container">The container; empty for the engine.</param>
/// <param name="Text">For people.</param>
public sealed record Alert(DateTimeOffset Time, AlertKind Kind, string Service, string Container, string Text)
{
    /// <summary>Whether it tells that what was wrong is over.</summary>
    public bool IsOver { get; init; }
}
