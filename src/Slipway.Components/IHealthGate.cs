namespace Slipway.Components;

/// <summary>Waits until the stack is healthy.</summary>
public interface IHealthGate : IComposeUp
{
    /// <summary>Waits on the engine's events until every service is healthy, or fails saying why.</summary>
    Target HealthGate => _ => _
        .Description("Waits until every service is healthy, or fails saying why.")
        .DependsOn(ComposeUp)
        .Executes(async run => run.Summarize(await (await OpenDeploymentAsync(run)).GateAsync()));
}
