using Slipway.Containers.Swarm;
using Slipway.Processes;
using Slipway.Reports;

namespace Slipway.Containers.Deploying;

/// <content>Stacks on a swarm: the same steps, by the engine's own interface.</content>
public sealed partial class Deployment
{
    /// <summary>What runs the stack. Compose unless set.</summary>
    public Orchestrator Orchestrator { get; init; }

    private bool IsOnSwarm => Orchestrator is Orchestrator.Swarm;

    private static readonly IReadOnlyDictionary<string, int> NoScale = new Dictionary<string, int>(StringComparer.Ordinal);

    private SwarmStack OnSwarm(Composition composition) => new(engine, composition, stack.FindVariable, run.Time) { Log = run.Log };

    private async Task<string> UpOnSwarmAsync(IReadOnlyList<string> services)
    {
        var now = Now;
        var swarm = OnSwarm(now);
        await SwarmStack.CheckAsync(swarm.Api, run.CancellationToken);
        await RefuseComposeAsync();
        await WarnOfUnknownFieldsAsync(now);
        var reached = now.Project.Reach(services);
        var pins = await PinnedImages.OfAsync(engine, now.Project, reached, VerifiedImages, run.Warn, run.CancellationToken);
        var changes = (await swarm.LookAsync(reached, pins, Scale, make: false, run.CancellationToken)).Changes;
        foreach (var (service, reason) in changes)
            run.Detail($"{service}: {reason}");
        await GuardOnSwarmAsync(() => StartOnSwarmAsync(now, services, pins, Scale), bringsBack: true);
        return changes.Count == 0 ? "all run as planned" : ServiceChanges.Text(changes);
    }

    private async Task StartOnSwarmAsync(Composition composition, IReadOnlyList<string> services, IReadOnlyDictionary<string, string> pins, IReadOnlyDictionary<string, int> scale)
    {
        var swarm = OnSwarm(composition);
        var reached = composition.Project.Reach(services);
        var known = (await SwarmBefore.OfAsync(swarm.Api, run)).Tasks;
        await swarm.StartAsync(reached, await swarm.LookAsync(reached, pins, scale, make: true, run.CancellationToken), known, HealthTimeout, run.CancellationToken);
    }

    private async Task<string> GateOnSwarmAsync(Composition composition, IReadOnlyDictionary<string, string>? released, IReadOnlyDictionary<string, int> scale)
    {
        var swarm = OnSwarm(composition);
        var services = composition.Services.Select(service => service.Name).ToList();
        var pins = released ?? await PinnedImages.OfAsync(engine, composition.Project, composition.Services, VerifiedImages, _ => { }, run.CancellationToken);
        var view = await swarm.LookAsync([.. composition.Services], pins, scale, make: false, run.CancellationToken);
        var known = (await SwarmBefore.OfAsync(swarm.Api, run)).Tasks;
        // Nothing is started here: what does not run as planned is told, not mended.
        var summary = await GateAsync(
            composition,
            async tell => (await swarm.WaitAsync(services, view with { Changes = [] }, known, HealthTimeout, tell, run.CancellationToken)).Count);
        await swarm.CheckImagesAsync(pins, run.CancellationToken);
        await swarm.RemoveOldVersionsAsync(run.CancellationToken);
        return summary;
    }

    private async Task<string> PutBackOnSwarmAsync(Composition composition, IReadOnlyDictionary<string, string> pins, IReadOnlyDictionary<string, int> scale)
    {
        var swarm = OnSwarm(composition);
        await SwarmStack.CheckAsync(swarm.Api, run.CancellationToken);
        await RefuseComposeAsync();
        await StartOnSwarmAsync(composition, [.. composition.Services.Select(service => service.Name)], pins, scale);
        await swarm.RemoveOthersAsync(composition.Services.Select(service => service.Name), run.CancellationToken);
        return await GateOnSwarmAsync(composition, pins, scale);
    }

    private async Task<string> DownOnSwarmAsync(bool volumes)
    {
        var api = new SwarmApi(engine, stack.Compose.Name);
        await SwarmStack.CheckAsync(api, run.CancellationToken);
        using var patience = Deadline(LongestRemoval);
        var removed = await new SwarmRemoval(api, run.Time).RemoveAsync(volumes, run.Detail, patience.Token);
        return removed == 0 ? "nothing was running" : removed == 1 ? "1 service removed" : $"{removed} services removed";
    }

    // A job of its own, which is gone afterwards: what it did is in the log.
    private async Task<string> MigrateOnSwarmAsync()
    {
        var service = stack.MigrateService!;
        var now = Now with { Project = stack.Compose.WithServices(service), OneShots = [.. Now.OneShots, service] };
        var swarm = OnSwarm(now);
        await SwarmStack.CheckAsync(swarm.Api, run.CancellationToken);
        var reached = now.Project.Reach(service);
        var pins = await PinnedImages.OfAsync(engine, now.Project, reached, VerifiedImages, run.Warn, run.CancellationToken);
        var last = "done";
        await GuardOnSwarmAsync(
            async () =>
            {
                await RemoveJobAsync(swarm.Api, service, run.CancellationToken);
                var known = (await SwarmBefore.OfAsync(swarm.Api, run)).Tasks;
                var before = await swarm.LookAsync(reached, pins, NoScale, make: true, run.CancellationToken);
                await swarm.WaitAsync([.. stack.MigrationDependencies], before with { Changes = [] }, known, HealthTimeout, _ => { }, run.CancellationToken);
                var backup = BackUpFirst is null ? null : await BackUpFirst();
                var started = run.Time.GetTimestamp();
                try
                {
                    await swarm.StartAsync([now.Project.Services[service]], before, known, HealthTimeout, run.CancellationToken);
                    await swarm.WaitAsync([service], before, known, MigrateTimeout, _ => { }, run.CancellationToken);
                    var lines = await LogOfJobAsync(swarm.Api, service);
                    last = lines.Where(line => !line.IsError).Select(line => line.Text.Trim()).LastOrDefault(text => text.Length > 0) ?? "done";
                    run.Report(new ReportTable(
                        "Migrations",
                        MigrationColumns,
                        [[service, pins[service], run.Time.GetElapsedTime(started).TotalMilliseconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture), string.Join('\n', lines.Select(line => line.Text))]]));
                }
                catch (ProblemException e) when (backup is not null)
                {
                    throw new ProblemException([.. e.Problems, DeployingProblems.BackedUpBefore(backup)]);
                }
                finally
                {
                    using var parting = new CancellationTokenSource(LongestParting, run.Time);
                    await RemoveJobAsync(swarm.Api, service, parting.Token);
                }
            },
            bringsBack: false);
        return last;
    }

    private static async Task RemoveJobAsync(SwarmApi api, string service, CancellationToken cancellationToken)
    {
        if ((await api.ServicesAsync(cancellationToken)).GetValueOrDefault(api.NameOf(service)) is { } job)
            await api.RemoveServiceAsync(job, cancellationToken);
    }

    private async Task<IReadOnlyList<OutputLine>> LogOfJobAsync(SwarmApi api, string service)
    {
        var job = (await api.ServicesAsync(run.CancellationToken)).GetValueOrDefault(api.NameOf(service));
        if ((await api.TasksAsync(run.CancellationToken)).FirstOrDefault(task => task.ServiceId == job?.Id) is not { } task)
            return [];
        var lines = await api.TaskLogAsync(task.Id, tail: null, run.CancellationToken);
        foreach (var line in lines)
            run.Log(line.Text);
        return lines;
    }

    // One of the two at a time: they would take each other's ports and volumes.
    private async Task RefuseComposeAsync()
    {
        if (await ContainersAsync(run.CancellationToken) is { Count: > 0 } containers)
            throw new ProblemException(SwarmProblems.RunsByCompose(stack.Compose.Name, [.. containers.Select(container => container.Name)]));
    }

    private async Task RefuseSwarmAsync()
    {
        if (await new SwarmApi(engine, stack.Compose.Name).FindServicesAsync(run.CancellationToken) is { Count: > 0 } services)
            throw new ProblemException(SwarmProblems.RunsBySwarm(stack.Compose.Name, services.Keys.Order(StringComparer.Ordinal)));
    }

    private Task<bool> WarnOfUnknownFieldsAsync(Composition now) => run.Build.Once(
        async () =>
        {
            var facts = UnknownFields.Of(now.Project, now.Services, (await engine.NegotiatedAsync(run.CancellationToken)).Api);
            if (facts.Count > 0)
                run.Warn(SwarmProblems.Unknown(facts).ToString()["error ".Length..]);
            return true;
        },
        $"{nameof(UnknownFields)} {stack.Folder}");

    // A first deployment that fails leaves nothing behind; one that follows another leaves that one.
    private Task GuardOnSwarmAsync(Func<Task> work, bool bringsBack) => DoOpenAsync(late => DoGuardedOnSwarmAsync(work, bringsBack, late));

    private async Task DoGuardedOnSwarmAsync(Func<Task> work, bool bringsBack, CancellationToken late)
    {
        var api = new SwarmApi(engine, stack.Compose.Name);
        var before = await SwarmBefore.OfAsync(api, run);
        await using var told = run.CancellationToken.Register(() =>
        {
            if (before.HadServices)
                run.Warn("stopped on the way: ./build.sh Deploy goes on, ./build.sh Rollback goes back");
        });
        try
        {
            await work();
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        catch (ProblemException e) when (before.HadServices && bringsBack && !NoRollback && !run.CancellationToken.IsCancellationRequested)
        {
            throw await BringBackAsync(e);
        }
        catch (Exception) when (!before.HadServices && !KeepFailed)
        {
            run.Log("nothing of the stack ran before: removing what was started");
            await RemoveWhatWasStartedAsync(api, late);
            throw;
        }
    }

    // What failed is what people must see. Volumes stay: nobody knows whether they were there before.
    private async Task RemoveWhatWasStartedAsync(SwarmApi api, CancellationToken late)
    {
        try
        {
            using var longest = CancellationTokenSource.CreateLinkedTokenSource(late);
            longest.CancelAfter(LongestRemoval);
            await new SwarmRemoval(api, run.Time).RemoveAsync(volumes: false, run.Detail, longest.Token);
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            run.Warn($"left, as {(e is ProblemException { Problems: [var problem, ..] } ? problem.What : "the engine took too long")}: stack '{api.Stack}' in the swarm; ./build.sh Stop --orchestrator swarm removes it");
        }
    }
}
