using Slipway.Diagnostics;

namespace Slipway.Components;

/// <summary>What is done with a stack that is deployed: start, stop, look, remove.</summary>
public interface IOperate : IHasCompose
{
    /// <summary>The service whose log is shown. All unless set.</summary>
    [Parameter("The service to show the log of; all unless given.")]
    string? Service => Get<string?>();

    /// <summary>How many lines of a log are shown. 100 unless set.</summary>
    [Parameter("How many lines of each log are shown.")]
    int Tail => Get(100);

    /// <summary>Whether <see cref="Clean"/> removes the volumes, and all data in them. False unless set.</summary>
    [Parameter("With Clean: remove the volumes too, and all data in them.")]
    bool Volumes => Get(false);

    /// <summary>Starts the stack from the images that are there, and waits until it is healthy.</summary>
    Target Start => _ => _
        .Description("Starts the stack from the images that are there, and waits until it is healthy.")
        .DependsOn(PrepareEngine, PrepareEnvironment)
        .Executes(async run =>
        {
            var deployment = await OpenDeploymentAsync(run);
            await deployment.UpAsync([.. Stack.Services.Select(service => service.Name)]);
            run.Summarize(await deployment.GateAsync());
        });

    /// <summary>Stops and removes the containers and networks of the stack; volumes and images stay.</summary>
    Target Stop => _ => _
        .Description("Stops and removes the stack's containers and networks; its data stays.")
        .DependsOn(PrepareEngine)
        .Executes(async run => run.Summarize(await (await OpenDeploymentAsync(run)).DownAsync(volumes: false)));

    /// <summary>Shows the stack's containers.</summary>
    Target Status => _ => _
        .Description("Shows the stack's containers.")
        .DependsOn(PrepareEngine)
        .Executes(async run => await (await OpenDeploymentAsync(run)).ShowAsync());

    /// <summary>Shows the last lines of the services' logs.</summary>
    Target Logs => _ => _
        .Description("Shows the last lines of the services' logs; --service names one.")
        .DependsOn(PrepareEngine)
        .Executes(async run =>
        {
            if (Service is { } service && !Stack.Compose.Services.ContainsKey(service))
                throw new ProblemException(ComponentProblems.NoSuchService(service, Nearest.To(service, Stack.Compose.Services.Keys)));
            await (await OpenDeploymentAsync(run)).ShowLogsAsync(Service, Tail);
        });

    /// <summary>Removes the containers, networks and images of the stack, and with <see cref="Volumes"/> its data.</summary>
    Target Clean => _ => _
        .Description("Removes the stack's containers, networks and images; with --volumes its data too.")
        .DependsOn(PrepareEngine)
        .Executes(async run => run.Summarize(await (await OpenDeploymentAsync(run)).CleanAsync(Volumes)));
}
