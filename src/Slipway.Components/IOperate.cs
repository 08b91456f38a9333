using Slipway.Containers.Deploying;
using Slipway.Containers.Operating;
using Slipway.Containers.Releases;
using Slipway.Containers.Swarm;

namespace Slipway.Components;

/// <summary>What is done with a stack that is deployed: start, stop, look, remove.</summary>
public interface IOperate : IHasInstance, IPrintsResults
{
    /// <summary>The services that are looked at or worked on. All unless set.</summary>
    [Parameter("A service to look at or work on; all unless given.")]
    string[]? Service => Get<string[]?>();

    /// <summary>How many lines of a log are shown. 100 unless set.</summary>
    [Parameter("How many lines of each log are shown.")]
    int Tail => Get(100);

    /// <summary>Only lines of logs from this time on: a duration back from now, or a moment. All unless set.</summary>
    [Parameter("Show lines of logs from this time on: 10m, 1h30m, or 2026-01-31T12:00:00Z.")]
    string? Since => Get<string?>();

    /// <summary>Whether logs are shown as they grow, until Ctrl-C. False unless set.</summary>
    [Parameter("Go on showing logs as they grow, until Ctrl-C.")]
    bool Follow => Get(false);

    /// <summary>The command that <see cref="Shell"/> runs in place of a shell.</summary>
    [Parameter("The command that Shell runs, in place of a shell with a terminal.")]
    string? Command => Get<string?>();

    /// <summary>Whether <see cref="Clean"/> removes the volumes, and all data in them. False unless set.</summary>
    [Parameter("With Clean: remove the volumes too, and all data in them.")]
    bool Volumes => Get(false);

    /// <summary>Whether <see cref="CleanAll"/> asks nobody. False unless set.</summary>
    [Parameter("With CleanAll: ask nobody.")]
    bool Yes => Get(false);

    /// <summary>Starts the stack from the images that are there, and waits until it is healthy.</summary>
    Target Start => _ => _
        .Description("Starts the stack from the images that are there, and waits until it is healthy.")
        .DependsOn(PrepareEngine, PrepareEnvironment)
        .TryAfter<IRestore>(images => images.Restore)
        .TryAfter<IBuildImages>(images => images.BuildImages)
        .Executes(async run =>
        {
            await new StackControl(await FindInstanceAsync(run), run).UnpauseAsync();
            var deployment = await OpenDeploymentAsync(run);
            await deployment.UpAsync([.. Stack.Services.Select(service => service.Name)]);
            run.Summarize(await deployment.GateAsync());
        });

    /// <summary>Stops and removes the containers and networks of the stack; volumes and images stay.</summary>
    Target Stop => _ => _
        .Description("Stops and removes the stack's containers and networks; its data stays.")
        .DependsOn(PrepareEngine)
        .Executes(async run => run.Summarize(await RemoveContainersAsync(await FindInstanceAsync(run), run, volumes: false)));

    /// <summary>Restarts the services' containers, and waits until they are healthy.</summary>
    Target Restart => _ => _
        .Description("Restarts the containers of all services, or of --service, and waits until they are healthy.")
        .DependsOn(PrepareEngine)
        .Executes(async run =>
        {
            RefuseSwarm(nameof(Restart), "docker service update --force STACK_SERVICE makes the tasks of a service anew");
            run.Summarize(await new StackControl(await FindInstanceAsync(run), run).RestartAsync(Service, HealthTimeout));
        });

    /// <summary>Shows the stack's containers: state, health, age, ports, processors, memory.</summary>
    Target Status => _ => _
        .Description("Shows the stack's services: state, health, image and its age, ports, processors and memory against their limits.")
        .DependsOn(PrepareEngine)
        .RunsBesideOthers()
        .Executes(async run =>
        {
            var instance = await FindInstanceAsync(run);
            if (Orchestrator is Orchestrator.Swarm)
            {
                await ShowSwarmAsync(instance, run);
                return;
            }

            await new StackControl(instance, run).CheckAsync(Service);
            var states = await new StackStatus(instance, run.Time).ReadAsync(Service, run.CancellationToken);
            if (Output == OutputFormat.Json)
                Terminal.Print(StatusText.Json(instance, states));
            foreach (var line in StatusText.Table(states, run.Time.GetUtcNow()))
                run.Log(line);
            var there = states.Where(state => state.Container is not null).ToList();
            run.Summarize(there.Count == 0 ? $"no container of {instance.Name} is there" : $"{there.Count(state => state.State == "running")} of {there.Count} containers run");
        });

    /// <summary>Shows the services' logs as one, by time.</summary>
    Target Logs => _ => _
        .Description("Shows the services' logs as one, by time: --service, --since, --tail, --follow.")
        .DependsOn(PrepareEngine)
        .RunsBesideOthers()
        .Executes(async run =>
        {
            RefuseSwarm(nameof(Logs), "docker service logs STACK_SERVICE shows what tasks write on all machines");
            var instance = await FindInstanceAsync(run);
            await new StackControl(instance, run).CheckAsync(Service);
            var text = new LogText(Terminal.HasColors);
            text.Widen((await instance.ContainersAsync(run.CancellationToken)).Where(c => Service is null || Service.Any(s => c.Name.Contains(s, StringComparison.Ordinal))).Select(c => c.Name[Math.Min(c.Name.Length, instance.Project.Length + 1)..]));
            var request = new LogRequest { Services = Service, Tail = Tail, Follow = Follow, Since = Since is null ? null : LogRequest.ParseSince(Since, run.Time.GetUtcNow()) };
            await foreach (var line in new StackLogs(instance).ReadAsync(request, run.CancellationToken))
            {
                if (Output == OutputFormat.Json)
                    Terminal.Print(LogText.Json(line));
                else
                    run.Log(text.Of(line));
            }
        });

    /// <summary>Says whether the services are healthy, and what their last checks said.</summary>
    Target Health => _ => _
        .Description("Says whether the services are healthy now, and what their last checks said; fails where one is not.")
        .DependsOn(PrepareEngine)
        .RunsBesideOthers()
        .Executes(async run =>
        {
            RefuseSwarm(nameof(Health), "./build.sh Status --orchestrator swarm shows the tasks: those that run are healthy");
            var instance = await FindInstanceAsync(run);
            await new StackControl(instance, run).CheckAsync(Service);
            var (states, faults) = await new HealthReport(instance, run).ReadAsync(Service);
            if (Output == OutputFormat.Json)
                Terminal.Print(StatusText.Json(instance, states));
            foreach (var state in states.Where(state => state.State != "off"))
                run.Log(HealthReport.Describe(state));
            HealthReport.Check(instance, faults);
            run.Summarize($"{states.Count(state => state.Container is not null)} containers, none ails");
        });

    /// <summary>Opens a shell in a service's container, or runs <see cref="Command"/> there.</summary>
    Target Shell => _ => _
        .Description("Opens a shell in a service's container, or runs --command there.")
        .DependsOn(PrepareEngine)
        .RunsBesideOthers()
        .Executes(async run =>
        {
            RefuseSwarm(nameof(Shell), "docker exec -it CONTAINER sh on the machine of the task");
            var shell = new ContainerShell(await FindInstanceAsync(run), run);
            var service = Service is [var first, ..] ? first : null;
            if (Command is { } command)
                await shell.RunAsync(service, command);
            else
                run.Summarize(await shell.OpenAsync(service, Terminal));
        });

    /// <summary>Removes the containers, networks and images of the stack, and with <see cref="Volumes"/> its data.</summary>
    Target Clean => _ => _
        .Description("Removes the stack's containers, networks and images; with --volumes its data too.")
        .DependsOn(PrepareEngine)
        .Executes(async run =>
        {
            var instance = await FindInstanceAsync(run);
            var control = new StackControl(instance, run);
            var containers = await RemoveContainersAsync(instance, run, Volumes);
            // A release without its images is of no use.
            await new ReleaseStore(Engine).ForgetAsync(instance.Project, keep: 0, run.CancellationToken);
            if (Volumes)
                await control.RemoveVolumesAsync();
            run.Summarize($"{containers}, {await control.RemoveImagesAsync()} images removed{(Volumes ? ", volumes removed" : "")}");
        });

    /// <summary>Removes everything of the stack, its data too, after asking.</summary>
    Target CleanAll => _ => _
        .Description("Removes everything of the stack, its data too: asks first, or needs --yes.")
        .DependsOn(PrepareEngine)
        .Executes(async run =>
        {
            var control = new StackControl(await FindInstanceAsync(run), run);
            var all = await control.AllAsync();
            foreach (var line in all)
                run.Log(line);
            if (all.Count > 0 && !Yes)
                await control.ConfirmAsync(Terminal);
            run.Summarize(all.Count == 0 ? "nothing is there" : await control.RemoveAllAsync());
        });

    private async Task ShowSwarmAsync(StackInstance instance, RunContext run)
    {
        var swarm = new StackOnSwarm(Engine, instance.Project, run.Time);
        var states = await swarm.ReadAsync(Service, run.CancellationToken);
        if (Output == OutputFormat.Json)
            Terminal.Print(StackOnSwarm.Json(instance, states));
        foreach (var line in swarm.Table(states))
            run.Log(line);
        run.Summarize(states.Count == 0 ? $"no service of {instance.Name} is in the swarm" : $"{states.Count(state => state.IsReady)} of {states.Count} services run");
    }

    private void RefuseSwarm(string target, string instead)
    {
        if (Orchestrator is Orchestrator.Swarm)
            throw new ProblemException(StackOnSwarm.WorksOnContainersOnly(target, instead));
    }

    // Compose knows hooks and the order; without readable files, or without compose, labels do.
    private async Task<string> RemoveContainersAsync(StackInstance instance, RunContext run, bool volumes) => instance.Stack is null && Orchestrator is Orchestrator.Compose
        ? await new StackControl(instance, run).DownAsync()
        : await (await OpenDeploymentAsync(run)).DownAsync(volumes);
}
