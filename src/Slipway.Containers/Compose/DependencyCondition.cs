namespace Slipway.Containers.Compose;

/// <summary>What a service waits for in another one.</summary>
public enum DependencyCondition
{
    /// <summary>The other one is started.</summary>
    Started,

    /// <summary>The other one's health check passes.</summary>
    Healthy,

    /// <summary>The other one ended with exit code 0.</summary>
    Completed,
}
