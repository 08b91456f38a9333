using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <summary>What is given to compose, and what the gate waits for: of the stack as its files are now, or of a release.</summary>
internal sealed record Composition
{
    public required ComposeProject Project { get; init; }

    /// <summary>The services that run in the end.</summary>
    public required IReadOnlyList<ComposeService> Services { get; init; }

    public required IReadOnlyList<string> OneShots { get; init; }

    public required IReadOnlyDictionary<string, ServiceReadiness> Readiness { get; init; }

    public required IReadOnlyList<Probe> Probes { get; init; }

    public TimeSpan StableFor { get; init; }

    public string? MigrateService { get; init; }

    public IReadOnlyList<string> EnvironmentFiles { get; init; } = [];

    /// <summary>Variables beside those of files: what presets say, and for commands that start nothing values for those that have none.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public string ProjectName => Project.Name;

    /// <summary>The stack as its files are now.</summary>
    public static Composition Of(ContainerStack stack) => new()
    {
        Project = stack.Compose,
        Services = stack.Services,
        OneShots = [.. stack.OneShots.Distinct(StringComparer.Ordinal)],
        Readiness = stack.Readiness,
        Probes = stack.Probes,
        StableFor = stack.StableFor,
        MigrateService = stack.MigrateService,
        EnvironmentFiles = stack.NamedEnvironmentFiles,
        Environment = new Dictionary<string, string?>(
            stack.Variables.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)).Concat(stack.EnvironmentFileIsMissing ? PlaceholdersOf(stack) : []),
            StringComparer.Ordinal),
    };

    /// <summary>A project that was read from the files of a release.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environmentFiles">The environment files to name to compose.</param>
    /// <param name="presets">The variables that presets set then.</param>
    public static Composition Of(ComposeProject project, IReadOnlyList<string> environmentFiles, IReadOnlyDictionary<string, string> presets)
    {
        var settings = new StackSettings(project);
        var services = project.ActiveServices.Where(service => service.Name != settings.MigrateService).ToList();
        var completed = services.SelectMany(service => service.DependsOn).Where(dependency => dependency.Condition == DependencyCondition.Completed).Select(dependency => dependency.Service);
        return new Composition
        {
            Project = project,
            Services = services,
            OneShots = [.. completed.Concat(settings.Readiness.Where(pair => pair.Value.Completes).Select(pair => pair.Key)).Distinct(StringComparer.Ordinal)],
            Readiness = settings.Readiness,
            Probes = settings.Probes,
            StableFor = settings.StableFor ?? TimeSpan.Zero,
            MigrateService = settings.MigrateService,
            EnvironmentFiles = environmentFiles,
            Environment = presets.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>What compose works on.</summary>
    /// <param name="pinFile">The file of pinned images; none for commands that start nothing.</param>
    public ComposeScope Scope(string? pinFile = null) => new()
    {
        ProjectName = Project.Name,
        ProjectFolder = Project.ProjectFolder,
        Files = pinFile is null ? Project.Files : [.. Project.Files, pinFile],
        EnvironmentFiles = EnvironmentFiles,
        Profiles = Project.Profiles,
        Environment = Environment,
        AllProfiles = [.. Project.Services.Values.SelectMany(service => service.Profiles).Distinct(StringComparer.Ordinal)],
    };

    /// <summary>What the gate waits for.</summary>
    /// <param name="services">The services.</param>
    /// <param name="deadline">How long all of them have.</param>
    public HealthGateRequest Request(IReadOnlyList<string> services, TimeSpan deadline) => new()
    {
        Project = Project.Name,
        Services = services,
        OneShots = OneShots,
        Readiness = Readiness,
        StableFor = StableFor,
        Needs = Project.ActiveServices.ToDictionary(
            service => service.Name, service => (IReadOnlyList<string>)[.. service.DependsOn.Select(dependency => dependency.Service)], StringComparer.Ordinal),
        Deadline = deadline,
    };

    // Without a .env nothing is started, but what is there can be looked at and removed: compose wants a value for every
    // required variable even then.
    private static IEnumerable<KeyValuePair<string, string?>> PlaceholdersOf(ContainerStack stack) => stack.Compose.Variables
        .Where(variable => variable.IsRequired && variable.Source != VariableSource.Environment && !stack.Variables.ContainsKey(variable.Name))
        .Select(variable => new KeyValuePair<string, string?>(variable.Name, "unset"));
}
