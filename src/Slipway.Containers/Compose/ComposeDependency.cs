namespace Slipway.Containers.Compose;

/// <summary>A service that another one needs.</summary>
public sealed record ComposeDependency
{
    /// <summary>The service that is needed.</summary>
    public required string Service { get; init; }

    /// <summary>Where the dependency is written.</summary>
    public required Place Place { get; init; }

    /// <summary>What is waited for. <see cref="DependencyCondition.Started"/> unless set.</summary>
    public DependencyCondition Condition { get; init; }

    /// <summary>Whether the service is of no use without the other one. True unless set.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Whether the service restarts when compose restarts the other one.</summary>
    public bool Restarts { get; init; }
}
