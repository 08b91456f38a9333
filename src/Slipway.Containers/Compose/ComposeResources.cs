namespace Slipway.Containers.Compose;

/// <summary>Resources that a service's container may use, or that are kept for it.</summary>
public sealed record ComposeResources
{
    /// <summary>Memory; without a bound unless set.</summary>
    public ByteSize? Memory { get; init; }

    /// <summary>Processors; without a bound unless set.</summary>
    public double? Cpus { get; init; }

    /// <summary>Processes; without a bound unless set.</summary>
    public long? Pids { get; init; }
}
