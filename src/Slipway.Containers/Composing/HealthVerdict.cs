using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>All that is known of a container that is not ready.</summary>
internal sealed record HealthVerdict
{
    public required string Service { get; init; }

    public required ContainerDetails Container { get; init; }

    public required HealthReason Reason { get; init; }

    /// <summary>How long the gate has looked at it.</summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>How long it had.</summary>
    public required TimeSpan Deadline { get; init; }

    public required int Flaps { get; init; }

    public required Probe? OpenProbe { get; init; }

    public required string? LastAnswer { get; init; }

    /// <summary>The services that wait for this one.</summary>
    public required IReadOnlyList<string> NeededBy { get; init; }

    public required IReadOnlyList<string> Log { get; init; }
}
