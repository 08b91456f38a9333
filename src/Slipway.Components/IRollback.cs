namespace Slipway.Components;

/// <summary>Goes back to a release: every deployment that was healthy is one, and the engine remembers them.</summary>
public interface IRollback : IHasCompose
{
    /// <summary>The release to go back to. The one before the last unless set.</summary>
    [Parameter("With Rollback: the number of the release to go back to; the one before the last unless given.")]
    int? To => Get<int?>();

    /// <summary>Puts a release back, and waits until it is healthy.</summary>
    Target Rollback => _ => _
        .Description("Puts an earlier release back, and waits until it is healthy; --to names one.")
        .DependsOn(PrepareEngine)
        .Executes(async run => run.Summarize(await (await OpenDeploymentAsync(run)).RollBackAsync(To)));

    /// <summary>Shows the releases that can be put back.</summary>
    Target Releases => _ => _
        .Description("Shows the releases that the engine remembers, the newest first.")
        .DependsOn(PrepareEngine)
        .Executes(async run => await (await OpenDeploymentAsync(run)).ShowReleasesAsync());
}
