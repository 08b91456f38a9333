using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Images;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <summary>A stack on an engine: started, migrated, waited for, looked at, removed.</summary>
/// <param name="engine">Where it runs.</param>
/// <param name="compose">Starts and stops its services.</param>
/// <param name="stack">What it is.</param>
/// <param name="run">The node that works on it.</param>
public sealed class Deployment(EngineClient engine, ComposeCli compose, ContainerStack stack, RunContext run)
{
    private static readonly TimeSpan LongestRemoval = TimeSpan.FromMinutes(2);

    // Compose waits for dependencies to become healthy one after the other, and pulls nothing: twice the time that
    // health may take is more than it can need.
    private const int UpFactor = 2;

    /// <summary>How long services may take to become healthy. Three minutes unless set.</summary>
    public TimeSpan HealthTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long the migration may take. Ten minutes unless set.</summary>
    public TimeSpan MigrateTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether a first deployment that fails leaves its containers. False unless set.</summary>
    public bool KeepFailed { get; init; }

    internal ComposeScope Scope => new()
    {
        ProjectName = stack.Compose.Name,
        ProjectFolder = stack.Compose.ProjectFolder,
        Files = stack.Compose.Files,
        EnvironmentFiles = stack.NamedEnvironmentFiles,
        Profiles = stack.Compose.Profiles,
        Environment = new Dictionary<string, string?>(
            stack.Variables.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)).Concat(stack.EnvironmentFileIsMissing ? Placeholders() : []),
            StringComparer.Ordinal),
        AllProfiles = [.. stack.Compose.Services.Values.SelectMany(service => service.Profiles).Distinct(StringComparer.Ordinal)],
    };

    // Without a .env nothing is started, but what is there can be looked at and removed: compose wants a value for every
    // required variable even then.
    private IEnumerable<KeyValuePair<string, string?>> Placeholders() => stack.Compose.Variables
        .Where(variable => variable.IsRequired && variable.Source != VariableSource.Environment && !stack.Variables.ContainsKey(variable.Name))
        .Select(variable => new KeyValuePair<string, string?>(variable.Name, "unset"));

    private string ProjectLabel => $"{ComposeLabels.Project}={stack.Compose.Name}";

    /// <summary>Starts services and waits until they are healthy; those that run as planned stay as they are.</summary>
    /// <param name="services">Their names.</param>
    /// <returns>What was started, for the summary.</returns>
    /// <exception cref="ProblemException">One could not be started, or did not become healthy.</exception>
    public async Task<string> UpAsync(IReadOnlyList<string> services)
    {
        var started = new List<string>();
        if (services.Count > 0)
            await GuardAsync(async () =>
            {
                await StartAsync(services, started);
                // Asked to stop while compose ended: no later node will run to take away what was started.
                run.CancellationToken.ThrowIfCancellationRequested();
            });
        return started.Count == 0 ? "all run as planned" : $"started {string.Join(", ", started)}";
    }

    /// <summary>Runs the service that migrates, once.</summary>
    /// <returns>The last line that it wrote.</returns>
    /// <exception cref="ProblemException">It failed; its last lines are among the facts.</exception>
    public async Task<string> MigrateAsync()
    {
        var last = "";
        await GuardAsync(async () =>
        {
            await Gate.WaitAsync(Request(stack.MigrationDependencies), cancellationToken: run.CancellationToken);
            var lines = await compose.RunAsync(Scope, new ComposeRunOptions { Service = stack.MigrateService!, Timeout = MigrateTimeout }, line => run.Log(line.Text), run.CancellationToken);
            last = lines.Where(line => !line.IsError).Select(line => line.Text.Trim()).LastOrDefault(text => text.Length > 0) ?? "done";
        });
        return last;
    }

    /// <summary>Waits until every service is healthy.</summary>
    /// <returns>A few words for the summary.</returns>
    /// <exception cref="ProblemException">One will not become healthy, or was not in time.</exception>
    public async Task<string> GateAsync()
    {
        var services = stack.Services.Select(service => service.Name).ToList();
        IReadOnlyList<ServiceHealth> states = [];
        await GuardAsync(async () =>
        {
            var started = run.Time.GetTimestamp();
            states = await Gate.WaitAsync(Request(services), state => run.Log($"{state.Service}: {state.Detail}"), run.CancellationToken);
            await new StackProbes(engine, run.Time).WaitAsync(stack.Probes, HealthTimeout - run.Time.GetElapsedTime(started), run.Log, run.CancellationToken);
        });
        return $"{states.Count} of {services.Count} services are ready{(stack.Probes.Count > 0 ? $", {stack.Probes.Count} probes pass" : "")}";
    }

    /// <summary>Stops and removes containers and networks, whatever the profile.</summary>
    /// <param name="volumes">Whether volumes go too.</param>
    /// <returns>A few words for the summary.</returns>
    public async Task<string> DownAsync(bool volumes)
    {
        var removed = (await ContainersAsync(run.CancellationToken)).Count;
        using var patience = Deadline(LongestRemoval);
        await compose.DownAsync(Scope, volumes, run.Detail, cancellationToken: patience.Token);
        return removed == 0 ? "nothing was running" : $"{removed} containers removed";
    }

    /// <summary>Removes containers, networks and the images that the stack builds.</summary>
    /// <param name="volumes">Whether volumes go too.</param>
    /// <returns>A few words for the summary.</returns>
    public async Task<string> CleanAsync(bool volumes)
    {
        var containers = await DownAsync(volumes);
        var images = 0;
        foreach (var image in stack.Images)
            images += await engine.RemoveImageAsync(image.Reference, force: true, run.CancellationToken) ? 1 : 0;
        // Earlier builds lost their names to later ones. An image with a name may be another stack's, built from the same files.
        foreach (var image in await engine.ListImagesAsync([$"{ImageLabels.Stack}={stack.Name}"], run.CancellationToken))
            images += image.Tags.Count == 0 && await engine.RemoveImageAsync(image.Id, force: true, run.CancellationToken) ? 1 : 0;
        return $"{containers}, {images} images removed{(volumes ? ", volumes removed" : "")}";
    }

    /// <summary>Shows the containers, one a line.</summary>
    public async Task ShowAsync()
    {
        var containers = await ContainersAsync(run.CancellationToken);
        if (containers.Count == 0)
            run.Log($"no container of {stack.Name} is there");
        var width = containers.Select(c => c.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var container in containers.OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            var ports = container.Ports.Where(p => p.Public > 0).Select(p => $"{p.Public}->{p.Private}").Distinct(StringComparer.Ordinal);
            run.Log($"{container.Name.PadRight(width)}  {container.StatusText}  {string.Join(' ', ports)}".TrimEnd());
        }
    }

    /// <summary>Shows the last lines of logs.</summary>
    /// <param name="service">Whose; everybody's unless given.</param>
    /// <param name="tail">How many lines of each.</param>
    public async Task ShowLogsAsync(string? service, int tail)
    {
        foreach (var container in (await ContainersAsync(run.CancellationToken)).OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            if (service is not null && container.Labels.GetValueOrDefault(ComposeLabels.Service) != service)
                continue;
            foreach (var line in await engine.ContainerLogsAsync(container.Id, tail, run.CancellationToken))
                run.Log($"{container.Name} | {line.Text}");
        }
    }

    private async Task StartAsync(IReadOnlyList<string> services, List<string> started)
    {
        using var patience = Deadline(HealthTimeout * UpFactor);
        try
        {
            await compose.UpAsync(Scope, new ComposeUpOptions { Services = services }, line => Show(line, started), patience.Token);
        }
        catch (OperationCanceledException) when (!run.CancellationToken.IsCancellationRequested)
        {
            // The gate looks at once: its own time is up as well.
            await Gate.WaitAsync(Request(services) with { Deadline = TimeSpan.Zero }, cancellationToken: run.CancellationToken);
            throw new ProblemException(DeployingProblems.UpTookTooLong(stack.Name, HealthTimeout * UpFactor));
        }
        catch (ProblemException)
        {
            // Compose says that a dependency is unhealthy; the engine knows why.
            var reasons = await Gate.ExplainAsync(Request(services), run.CancellationToken);
            if (reasons.Count > 0)
                throw new ProblemException(reasons);
            throw;
        }
    }

    // "Container shop-web-1  Started" is news; what compose created or waited for on the way is for the log file.
    private void Show(string line, List<string> started)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["Container", var container, "Started" or "Recreated" or "Restarted"])
        {
            run.Detail(line.Trim());
            return;
        }

        run.Log(string.Join(' ', words[1..]));
        var prefix = stack.Compose.Name.Length + 1;
        started.Add(container.Length > prefix ? container[prefix..container.LastIndexOfAny(['-', '_'])] : container);
    }

    private HealthGate Gate => new(engine, run.Time) { Waiting = run.Log };

    private HealthGateRequest Request(IReadOnlyList<string> services) => new()
    {
        Project = stack.Compose.Name,
        Services = services,
        OneShots = [.. stack.OneShots.Distinct(StringComparer.Ordinal)],
        Readiness = stack.Readiness,
        StableFor = stack.StableFor,
        Needs = stack.Compose.ActiveServices.ToDictionary(
            service => service.Name, service => (IReadOnlyList<string>)[.. service.DependsOn.Select(dependency => dependency.Service)], StringComparer.Ordinal),
        Deadline = HealthTimeout,
    };

    private CancellationTokenSource Deadline(TimeSpan patience)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(run.CancellationToken);
        deadline.CancelAfter(patience);
        return deadline;
    }

    private Task<IReadOnlyList<ContainerSummary>> ContainersAsync(CancellationToken cancellationToken) =>
        engine.ListContainersAsync([ProjectLabel], cancellationToken: cancellationToken);

    // A first deployment that fails leaves nothing behind. What ran before is never taken away: see
    // docs/decisions/0005-what-a-failed-first-deployment-leaves.md.
    private async Task GuardAsync(Func<Task> work)
    {
        var before = await StackBefore.OfAsync(engine, stack, run);
        try
        {
            await work();
        }
        catch (Exception) when (!before.HadContainers && !KeepFailed)
        {
            run.Log("nothing of the stack ran before: removing what was started");
            await new Removal(engine, ProjectLabel).RemoveAsync(volumes: !before.HadVolumes, run.Warn);
            throw;
        }
    }
}
