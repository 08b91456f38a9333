using System.Globalization;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Releases;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <summary>A stack on an engine: started, migrated, waited for, looked at, removed.</summary>
/// <param name="engine">Where it runs.</param>
/// <param name="compose">Starts and stops its services; <see langword="null"/> where <see cref="Orchestrator"/> needs none.</param>
/// <param name="stack">What it is.</param>
/// <param name="run">The node that works on it.</param>
public sealed partial class Deployment(EngineClient engine, ComposeCli? compose, ContainerStack stack, RunContext run)
{
    private static readonly TimeSpan LongestRemoval = TimeSpan.FromMinutes(2);

    // What a run leaves behind that is stopped has this long to go.
    private static readonly TimeSpan LongestParting = TimeSpan.FromSeconds(3);

    // Compose waits for dependencies to become healthy one after the other, and pulls nothing: twice the time that
    // health may take is more than it can need.
    private const int UpFactor = 2;

    /// <summary>How long services may take to become healthy. Three minutes unless set.</summary>
    public TimeSpan HealthTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long the migration may take. Ten minutes unless set.</summary>
    public TimeSpan MigrateTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Backs up the stack's volumes just before its database is migrated, and gives the backup's id. Nothing is backed up unless set.</summary>
    public Func<Task<string>>? BackUpFirst { get; init; }

    /// <summary>Whether a first deployment that fails leaves its containers. False unless set.</summary>
    public bool KeepFailed { get; init; }

    /// <summary>Whether a deployment that fails stays as it is in place of the release before it. False unless set.</summary>
    public bool NoRollback { get; init; }

    /// <summary>Whether what is healthy is a release that can be put back. True unless set; not while a developer works on it.</summary>
    public bool IsRelease { get; init; } = true;

    /// <summary>How long to wait for another deployment of the project. Not at all unless set.</summary>
    public TimeSpan LockTimeout { get; init; }

    /// <summary>How many releases are kept. Ten unless set.</summary>
    public int KeepReleases { get; init; } = 10;

    /// <summary>How many containers services have, in place of what the files say. Nothing unless set.</summary>
    public IReadOnlyDictionary<string, int> Scale { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The ids of images that this run has built and verified, by their references: exactly these are deployed.</summary>
    public IReadOnlyDictionary<string, string> VerifiedImages { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    private ComposeCli Compose => compose ?? throw new InvalidOperationException("A deployment by compose needs compose.");

    private Composition Now => Composition.Of(stack);

    internal ComposeScope Scope => Now.Scope();

    private string ProjectLabel => $"{ComposeLabels.Project}={stack.Compose.Name}";

    private string WorkFolder => RemovalNote.FolderOf(run.Build.TempFolder, stack.Compose.Name);

    private ReleaseStore Releases => new(engine);

    /// <summary>Starts services and waits until they are healthy; those that run as planned stay as they are.</summary>
    /// <param name="services">Their names.</param>
    /// <returns>What was changed and why, for the summary.</returns>
    /// <exception cref="ProblemException">One could not be started, or did not become healthy.</exception>
    public async Task<string> UpAsync(IReadOnlyList<string> services)
    {
        if (services.Count == 0)
            return "all run as planned";
        await OpenAsync();
        if (IsOnSwarm)
            return await UpOnSwarmAsync(services);
        await RefuseSwarmAsync();
        var now = Now;
        var pins = await PinAsync(now, services, VerifiedImages);
        var changes = ServiceChanges.Of(now.Project.Reach(services), await ContainersAsync(run.CancellationToken), pins, Scale, now.OneShots);
        foreach (var (service, reason) in changes)
            run.Detail($"{service}: {reason}");
        await GuardAsync(() => StartAsync(now, services, Scale, removeOrphans: false), bringsBack: true);
        return changes.Count == 0 ? "all run as planned" : ServiceChanges.Text(changes);
    }

    /// <summary>Waits until every service is healthy, and then records the release where <see cref="IsRelease"/>.</summary>
    /// <returns>A few words for the summary.</returns>
    /// <exception cref="ProblemException">One will not become healthy, or was not in time.</exception>
    public async Task<string> GateAsync()
    {
        var summary = "";
        await LockAsync();
        if (IsOnSwarm)
            await GuardOnSwarmAsync(async () => summary = await GateOnSwarmAsync(Now, released: null, Scale), bringsBack: true);
        else
            await GuardAsync(async () => summary = await GateAsync(Now), bringsBack: true);
        if (!IsRelease)
            return summary;
        var release = (await RecordAsync()).Number.ToString(CultureInfo.InvariantCulture);
        run.Log($"this is release {release}");
        run.Output("release-number", release);
        return summary;
    }

    /// <summary>Stops and removes containers and networks, whatever the profile.</summary>
    /// <param name="volumes">Whether volumes go too.</param>
    /// <returns>A few words for the summary.</returns>
    public async Task<string> DownAsync(bool volumes)
    {
        await LockAsync();
        if (IsOnSwarm)
            return await DownOnSwarmAsync(volumes);
        var containers = await ContainersAsync(run.CancellationToken);
        using var patience = Deadline(LongestRemoval);
        // Compose wants these files even to remove what they were for.
        if (stack.Compose.Services.Values.Any(service => service.EnvFiles.Any(file => file.IsRequired && !File.Exists(file.Path))))
        {
            await Task.WhenAll(containers.Select(container => engine.StopContainerAsync(container.Id, cancellationToken: patience.Token)));
            await Compose.RemoveLeftAsync(Now.Scope(), volumes, patience.Token);
        }
        else
        {
            await Compose.DownAsync(Now.Scope(), volumes, run.Detail, cancellationToken: patience.Token);
        }

        return containers.Count == 0 ? "nothing was running" : $"{containers.Count} containers removed";
    }

    private Task<string> GateAsync(Composition composition) => GateAsync(
        composition,
        async tell => (await Gate.WaitAsync(composition.Request([.. composition.Services.Select(service => service.Name)], HealthTimeout), tell, run.CancellationToken)).Count);

    // Waits for services, then for probes; how it went is in the report whatever comes of it.
    private async Task<string> GateAsync(Composition composition, Func<Action<ServiceHealth>, Task<int>> wait)
    {
        var started = run.Time.GetTimestamp();
        var timeline = new GateTimeline(run.Time);
        try
        {
            var ready = await wait(Tell);
            await new StackProbes(engine, run.Time).WaitAsync(composition.Probes, HealthTimeout - run.Time.GetElapsedTime(started), run.Log, run.CancellationToken);
            return $"{ready} of {Math.Max(composition.Services.Count, ready)} services are ready{(composition.Probes.Count > 0 ? $", {composition.Probes.Count} probes pass" : "")}";
        }
        finally
        {
            run.Report(timeline.Table());
        }

        void Tell(ServiceHealth state)
        {
            timeline.Add(state);
            run.Log($"{state.Service}: {state.Detail}");
        }
    }

    // The file of pinned images is made for each step anew: a step needs only the images that it starts.
    private async Task<IReadOnlyDictionary<string, string>> PinAsync(Composition composition, IReadOnlyList<string> services, IReadOnlyDictionary<string, string> verified)
    {
        var pins = await PinnedImages.OfAsync(engine, composition.Project, composition.Project.Reach(services), verified, run.Warn, run.CancellationToken);
        Directory.CreateDirectory(WorkFolder);
        await File.WriteAllTextAsync(PinPath, PinFile.Text(composition.Project, pins, Compose.IsV1), run.CancellationToken);
        return pins;
    }

    private string PinPath => Path.Combine(WorkFolder, "images.yaml");

    private async Task StartAsync(Composition composition, IReadOnlyList<string> services, IReadOnlyDictionary<string, int> scale, bool removeOrphans)
    {
        var patience = HealthTimeout * UpFactor;
        var request = composition.Request([.. composition.Project.Reach(services).Select(service => service.Name)], HealthTimeout);
        using var stop = Deadline(patience);
        await new StaleContainers(Compose, engine).RemoveAsync(composition.Scope(PinPath), [.. composition.Project.Reach(services)], run.Log, stop.Token);
        // While compose waits for one service after the other, what cannot recover ends the waiting at once.
        var watching = Gate.WaitAsync(request with { OnlyStarting = true, Deadline = patience, StableFor = TimeSpan.Zero, Readiness = WithoutProbes(request.Readiness) }, cancellationToken: stop.Token);
        var options = new ComposeUpOptions
        {
            Services = services,
            RemoveOrphans = removeOrphans,
            Scale = scale.Where(pair => services.Contains(pair.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal),
        };
        var starting = Compose.UpAsync(composition.Scope(PinPath), options, Show, stop.Token);
        try
        {
            if (await Task.WhenAny(starting, watching) == watching && watching.IsFaulted)
            {
                await stop.CancelAsync();
                await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await watching;
            }

            await starting;
        }
        catch (OperationCanceledException) when (!run.CancellationToken.IsCancellationRequested)
        {
            // The gate looks at once: its own time is up as well.
            await Gate.WaitAsync(request with { Deadline = TimeSpan.Zero }, cancellationToken: run.CancellationToken);
            throw new ProblemException(DeployingProblems.UpTookTooLong(stack.Name, patience));
        }
        catch (ProblemException) when (!watching.IsFaulted)
        {
            // Compose says that a dependency is unhealthy; the engine knows why.
            var reasons = await Gate.ExplainAsync(request, run.CancellationToken);
            if (reasons.Count > 0)
                throw new ProblemException(reasons);
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(starting, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Dictionary<string, ServiceReadiness> WithoutProbes(IReadOnlyDictionary<string, ServiceReadiness> readiness) =>
        readiness.ToDictionary(pair => pair.Key, pair => pair.Value with { Probes = [], StableFor = null }, StringComparer.Ordinal);

    // "Container shop-web-1  Started" is news; what compose created or waited for on the way is for the log file.
    private void Show(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["Container", _, "Started" or "Recreated" or "Restarted"])
            run.Log(string.Join(' ', words[1..]));
        else
            run.Detail(line.Trim());
    }

    private HealthGate Gate => new(engine, run.Time) { Waiting = run.Log };

    private CancellationTokenSource Deadline(TimeSpan patience)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(run.CancellationToken);
        deadline.CancelAfter(patience);
        return deadline;
    }

    private Task<IReadOnlyList<ContainerSummary>> ContainersAsync(CancellationToken cancellationToken) =>
        engine.ListContainersAsync([ProjectLabel], cancellationToken: cancellationToken);
}
