using Slipway.Containers.Engine;

namespace Slipway.Containers.Operating;

/// <summary>A container of a stack, or a service that has none.</summary>
/// <param name="Service">The service.</param>
public sealed record ServiceState(string Service)
{
    /// <summary>The container; <see langword="null"/> where the service has none.</summary>
    public ContainerDetails? Container { get; init; }

    /// <summary>The container's state in a word: <c>running</c>, <c>exited (3)</c>, <c>missing</c>, <c>off</c> for an inactive profile.</summary>
    public required string State { get; init; }

    /// <summary>What the image is called; containers that were started from an exact image know only its id.</summary>
    public string ImageName { get; init; } = "";

    /// <summary>When the image was made, as it says itself.</summary>
    public DateTimeOffset? ImageCreated { get; init; }

    /// <summary>The processors that it keeps busy; <see langword="null"/> where it does not run.</summary>
    public double? Processors { get; init; }

    /// <summary>The memory that it uses; <see langword="null"/> where it does not run.</summary>
    public ByteSize? Memory { get; init; }
}
