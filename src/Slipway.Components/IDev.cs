using Slipway.Containers.Images;
using Slipway.Containers.Operating;
using Slipway.Containers.Watching;

namespace Slipway.Components;

/// <summary>Runs the stack for development: what is saved is what runs.</summary>
public interface IDev : IBuildImages, IOperate
{
    /// <summary>Builds and starts the stack, and keeps it as its sources are until Ctrl-C.</summary>
    Target Dev => _ => _
        .Description("Builds and starts the stack, then copies, restarts or rebuilds on changes (develop.watch), until Ctrl-C.")
        .DependsOn(PrepareEngine, PrepareEnvironment)
        .DependsOn(BuildImages)
        .Executes(async run =>
        {
            var instance = await FindInstanceAsync(run);
            await new StackControl(instance, run).CheckAsync(Service);
            var deployment = await OpenDeploymentAsync(run, isRelease: false);
            await deployment.UpAsync([.. Stack.Services.Select(service => service.Name)]);
            run.Log(await deployment.GateAsync());
            var session = new DevSession(instance, run, service => RebuildAsync(run, service));
            await session.WatchAsync(Service, () => run.Log("watching; Ctrl-C ends it, and the services run on"));
        });

    private async Task RebuildAsync(RunContext run, string service)
    {
        // The Dockerfile may be what has changed.
        var stack = ReadStack();
        var compose = stack.Compose.Services[service];
        var image = stack.Images.First(image => image.Service.Name == service || image.Reference == compose.Image);
        var bases = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var reference in image.Bases)
            bases[reference] = (await Engine.InspectImageAsync(reference, run.CancellationToken))?.Id ?? "";
        await new ImageStore(Engine, stack, TempFolder).BuildAsync(image, bases, new BuildSettings { NoCache = NoCache }, run);
        await (await OpenDeploymentAsync(run, isRelease: false)).UpAsync([service]);
    }
}
