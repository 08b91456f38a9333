namespace Slipway.GitHub.Payloads;

/// <summary>See https://docs.github.com/en/rest/deployments/deployments#create-a-deployment.</summary>
internal sealed record DeploymentPayload(string Ref, string Environment, string? Description, DeploymentKey Payload, bool? ProductionEnvironment)
{
    // No status has to be there before: that of this very run is not.
    public IReadOnlyList<string> RequiredContexts => [];

    // What is deployed is what was built: GitHub is not to merge anything into it.
    public bool AutoMerge => false;
}
