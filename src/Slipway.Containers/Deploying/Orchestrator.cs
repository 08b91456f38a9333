namespace Slipway.Containers.Deploying;

/// <summary>What runs a stack.</summary>
public enum Orchestrator
{
    /// <summary>Compose, on one engine.</summary>
    Compose,

    /// <summary>The swarm that the engine manages.</summary>
    Swarm,
}
