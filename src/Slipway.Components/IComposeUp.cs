namespace Slipway.Components;

/// <summary>Starts the stack's services.</summary>
public interface IComposeUp : IMigrate
{
    /// <summary>Starts all services that are not running as planned; those that are stay as they are.</summary>
    Target ComposeUp => _ => _
        .Description("Starts the stack's services; those that run as planned stay as they are.")
        .DependsOn(Migrate)
        .Reuses(planning => ExamineServicesAsync([.. Stack.Services.Select(service => service.Name)], planning))
        .Executes(async run => run.Summarize(await (await OpenDeploymentAsync(run)).UpAsync([.. Stack.Services.Select(service => service.Name)])));
}
