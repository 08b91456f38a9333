using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Deploying;
using Slipway.Containers.Engine;
using Slipway.Containers.Swarm.Wire;

namespace Slipway.Containers.Swarm;

/// <summary>A stack on a swarm: looked at, started, waited for.</summary>
/// <param name="engine">A manager of the swarm.</param>
/// <param name="composition">What the stack is to be.</param>
/// <param name="variable">The values of variables, for secrets that are made of them.</param>
/// <param name="time">Measures deadlines.</param>
internal sealed class SwarmStack(EngineClient engine, Composition composition, Func<string, string?> variable, TimeProvider time)
{
    // Without a health check nothing else tells that it works.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    private readonly SwarmApi _api = new(engine, composition.ProjectName);

    public SwarmApi Api => _api;

    /// <summary>What is told on the way.</summary>
    public Action<string> Log { get; init; } = _ => { };

    /// <summary>The swarm, where the engine manages one.</summary>
    /// <exception cref="ProblemException">It does not (exit code <see cref="ExitCodes.ToolIsMissing"/>).</exception>
    public static async Task<SwarmInfoWire.State> CheckAsync(SwarmApi api, CancellationToken cancellationToken)
    {
        var state = await api.StateAsync(cancellationToken);
        if (state.ControlAvailable)
            return state;
        throw new ProblemException(state.LocalNodeState == "active" ? SwarmProblems.NoManager(api.Engine.Endpoint, state) : SwarmProblems.NoSwarm(api.Engine.Endpoint, state));
    }

    /// <summary>Looks what is there and what is to change; changes nothing unless <paramref name="make"/>.</summary>
    /// <param name="services">The services, each after those it needs.</param>
    /// <param name="pins">The id of each one's image; one that is not there is not known yet.</param>
    /// <param name="scale">Counts of tasks that were asked for.</param>
    /// <param name="make">Whether versions of secrets and configs that are missing are made.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SwarmView> LookAsync(
        IReadOnlyList<ComposeService> services, IReadOnlyDictionary<string, string> pins, IReadOnlyDictionary<string, int> scale, bool make, CancellationToken cancellationToken)
    {
        var project = composition.Project;
        var state = await CheckAsync(_api, cancellationToken);
        var parts = new SwarmParts
        {
            Images = await SwarmImages.OfAsync(engine, project, pins, state.Nodes, cancellationToken),
            Secrets = await FindAsync(SwarmObjectKind.Secret, services.SelectMany(service => service.Secrets), project.Secrets, make, cancellationToken),
            Configs = await FindAsync(SwarmObjectKind.Config, services.SelectMany(service => service.Configs), project.Configs, make, cancellationToken),
            Scale = scale,
            OneShots = composition.OneShots,
            Api = (await engine.NegotiatedAsync(cancellationToken)).Api,
        };
        var there = await _api.ServicesAsync(cancellationToken);
        var tasks = await _api.TasksAsync(cancellationToken);
        var wanted = services.Where(service => parts.Images.ContainsKey(service.Name))
            .ToDictionary(service => service.Name, service => new ServiceSpecification(project, service, parts), StringComparer.Ordinal);
        var changes = services.Select(service => (service.Name, Reason: SwarmChanges.Of(service, wanted.GetValueOrDefault(service.Name), parts, there.GetValueOrDefault(_api.NameOf(service.Name)), tasks)))
            .Where(change => change.Reason is not null).Select(change => (change.Name, change.Reason!)).ToList();
        return new SwarmView { Wanted = wanted, There = there, Tasks = tasks, Changes = changes };
    }

    /// <summary>Makes and updates services; each after those that it needs are as it needs them.</summary>
    /// <param name="services">The services, each after those it needs.</param>
    /// <param name="view">What is there and what is to change.</param>
    /// <param name="known">Tasks that were there before.</param>
    /// <param name="deadline">How long those that others need have to become healthy.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task StartAsync(IReadOnlyList<ComposeService> services, SwarmView view, IReadOnlySet<string> known, TimeSpan deadline, CancellationToken cancellationToken)
    {
        await new SwarmNetworks(_api, composition.Project).EnsureAsync(services, Log, cancellationToken);
        var ready = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in services.Where(service => view.Changes.Any(change => change.Service == service.Name)))
        {
            var needed = service.DependsOn.Where(dependency => dependency.Condition is not DependencyCondition.Started && view.Wanted.ContainsKey(dependency.Service))
                .Select(dependency => dependency.Service).Where(ready.Add).ToList();
            if (needed.Count > 0)
                await WaitAsync(needed, view, known, deadline, health => Log($"{health.Service}: {health.Detail}"), cancellationToken);
            await StartAsync(service.Name, view, cancellationToken);
        }
    }

    /// <summary>Waits until services are what they are to be.</summary>
    /// <param name="services">Their names.</param>
    /// <param name="view">What they are to be.</param>
    /// <param name="known">Tasks that were there before they were started.</param>
    /// <param name="deadline">How long all of them have.</param>
    /// <param name="progress">Called whenever one's state has changed.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<IReadOnlyList<ServiceHealth>> WaitAsync(IReadOnlyList<string> services, SwarmView view, IReadOnlySet<string> known, TimeSpan deadline, Action<ServiceHealth> progress, CancellationToken cancellationToken) =>
        new SwarmGate(_api, time) { Waiting = Log }.WaitAsync([.. services.Select(service => GoalOf(service, view))], known, deadline, progress, cancellationToken);

    /// <summary>Removes services of the stack that it has no more.</summary>
    /// <param name="services">Those that it has.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RemoveOthersAsync(IEnumerable<string> services, CancellationToken cancellationToken)
    {
        var names = services.Select(_api.NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var other in (await _api.ServicesAsync(cancellationToken)).Values.Where(service => !names.Contains(service.Name)))
        {
            await _api.RemoveServiceAsync(other, cancellationToken);
            Log($"service {other.Name} removed");
        }
    }

    /// <summary>Removes versions of secrets and configs that no service of the stack has any more.</summary>
    public async Task RemoveOldVersionsAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in (SwarmObjectKind[])[SwarmObjectKind.Secret, SwarmObjectKind.Config])
        {
            var (all, uses) = kind is SwarmObjectKind.Secret
                ? (composition.Project.Secrets, composition.Services.SelectMany(service => service.Secrets))
                : (composition.Project.Configs, composition.Services.SelectMany(service => service.Configs));
            var used = await FindAsync(kind, uses, all, make: false, cancellationToken);
            await new SwarmObjects(_api, kind, variable).RemoveOthersAsync([.. used.Values.Select(one => one.Name)], cancellationToken);
        }
    }

    /// <summary>Checks that tasks on this machine run the images that were verified.</summary>
    /// <param name="pins">The id of each service's image.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CheckImagesAsync(IReadOnlyDictionary<string, string> pins, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        foreach (var container in await engine.ListContainersAsync([$"{SwarmLabels.Stack}={composition.ProjectName}"], all: false, cancellationToken))
        {
            var service = pins.Keys.FirstOrDefault(service => container.Labels.GetValueOrDefault(SwarmLabels.ServiceName) == _api.NameOf(service));
            if (service is not null && container.ImageId != pins[service])
                problems.Add(SwarmProblems.OtherImage(service, container.Name, container.ImageId, pins[service]));
        }

        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private async Task StartAsync(string service, SwarmView view, CancellationToken cancellationToken)
    {
        var name = _api.NameOf(service);
        var body = view.Wanted[service].Body(view.ForceOf(service, name));
        if (view.There.GetValueOrDefault(name) is { } there)
        {
            if (!view.IsReplaced(service, name))
            {
                await _api.UpdateServiceAsync(there, body, cancellationToken);
                Log($"service {name} updated");
                return;
            }

            await _api.RemoveServiceAsync(there, cancellationToken);
        }

        await _api.CreateServiceAsync(name, body, cancellationToken);
        Log($"service {name} made");
    }

    private SwarmGoal GoalOf(string service, SwarmView view)
    {
        var wanted = view.Wanted[service];
        var hasCheck = composition.Project.Services[service].HealthCheck is { IsDisabled: false };
        var readiness = composition.Readiness.GetValueOrDefault(service);
        return new SwarmGoal(service, wanted.TaskDigest(view.ForceOf(service, _api.NameOf(service))), wanted.Count)
        {
            IsJob = wanted.IsJob,
            RunsFor = readiness?.StableFor ?? (hasCheck ? composition.StableFor : readiness?.RunsFor ?? Settling),
        };
    }

    private Task<IReadOnlyDictionary<string, SwarmObject>> FindAsync(
        SwarmObjectKind kind, IEnumerable<ComposeFileUse> uses, IReadOnlyDictionary<string, ComposeFileObject> all, bool make, CancellationToken cancellationToken) =>
        new SwarmObjects(_api, kind, variable).FindAsync([.. uses.Select(use => use.Source).Distinct(StringComparer.Ordinal).Select(key => all[key])], make, cancellationToken);
}
