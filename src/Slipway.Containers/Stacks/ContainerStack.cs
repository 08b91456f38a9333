using Slipway.Containers.Compose;
using Slipway.Containers.Composing;

namespace Slipway.Containers.Stacks;

/// <summary>A compose project with its Dockerfiles: what is built, what it starts from, what runs.</summary>
public sealed class ContainerStack
{
    private static readonly string[] ComposeFiles = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    // Where projects keep it that have more in their folder than what is deployed.
    private static readonly string[] DeeperFolders = ["deploy/docker", "deploy", "docker"];

    internal const string TestProfile = "test";

    private readonly StackOptions _options;

    private ContainerStack(StackOptions options, ComposeProject compose, IReadOnlyDictionary<string, string> variables)
    {
        _options = options;
        Variables = variables;
        Compose = compose;
        var settings = new StackSettings(compose);
        MigrateService = settings.MigrateService;
        Probes = settings.Probes;
        Readiness = settings.Readiness;
        StableFor = settings.StableFor ?? TimeSpan.Zero;
        Images = StackImages.Of(compose, MigrateService, options);
        var own = Images.Select(image => image.Reference).ToHashSet(StringComparer.Ordinal);
        var run = compose.ActiveServices.Concat(options.IncludesTests ? TestServices : []).Where(service => service.Build is null).Select(service => service.Image).OfType<string>();
        Bases =
        [
            .. Images.SelectMany(image => image.Bases).Concat(run).Where(reference => !own.Contains(reference))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(reference => new BaseImage(reference)),
        ];
    }

    /// <summary>The name of the folder.</summary>
    public string Name => Path.GetFileName(_options.Folder);

    /// <summary>The folder of the stack, which holds its <c>.env</c>. The compose file lies in it, or in <c>deploy/docker</c>, <c>deploy</c> or <c>docker</c> below it.</summary>
    public string Folder => _options.Folder;

    /// <summary>The folder that the paths in messages start from.</summary>
    public string RootFolder => _options.RootFolder;

    /// <summary>The compose project, its profiles chosen.</summary>
    public ComposeProject Compose { get; }

    /// <summary>What is built.</summary>
    public IReadOnlyList<Image> Images { get; }

    /// <summary>What comes from elsewhere.</summary>
    public IReadOnlyList<BaseImage> Bases { get; }

    /// <summary>The one-shot service that migrates the database (<c>x-slipway: { migrate: … }</c>), where there is one.</summary>
    public string? MigrateService { get; }

    /// <summary>The addresses that answer when the stack works (<c>x-slipway: { probes: … }</c>).</summary>
    public IReadOnlyList<Probe> Probes { get; }

    /// <summary>When single services count as ready (<c>x-slipway: { probes: …, stable: …, deadline: … }</c> inside a service).</summary>
    public IReadOnlyDictionary<string, ServiceReadiness> Readiness { get; }

    /// <summary>How long services must stay healthy before a deployment counts (<c>x-slipway: { stable: … }</c>); not at all unless set.</summary>
    public TimeSpan StableFor { get; }

    /// <summary>The services of the profile <c>test</c>, which run to their end and say by it how it was.</summary>
    public IEnumerable<ComposeService> TestServices => Compose.Services.Values.Where(service => service.Profiles.Contains(TestProfile, StringComparer.Ordinal));

    /// <summary>Variables that presets set, for compose too.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>The services that run in the end, in the order of the file.</summary>
    public IReadOnlyList<ComposeService> Services => [.. Compose.ActiveServices.Where(service => service.Name != MigrateService)];

    /// <summary>The services that the migration waits for, and that run before it.</summary>
    public IReadOnlyList<string> MigrationDependencies => MigrateService is null
        ? []
        : [.. Compose.Reach(MigrateService).Select(service => service.Name).Where(name => name != MigrateService)];

    /// <summary>The services that others wait for to end well, and that are therefore done when they have.</summary>
    public IEnumerable<string> OneShots =>
        (from service in Compose.ActiveServices
         from dependency in service.DependsOn
         where dependency.Condition == DependencyCondition.Completed
         select dependency.Service)
        .Concat(Readiness.Where(pair => pair.Value.Completes).Select(pair => pair.Key));

    /// <summary>Whether an image is another that the stack builds.</summary>
    /// <param name="reference">The image as a Dockerfile names it.</param>
    public bool Builds(string reference) => Images.Any(image => ImageReference.Parse(image.Reference).Equals(ImageReference.Parse(reference)));

    /// <summary>Whether every service that uses an image runs to its end instead of staying.</summary>
    /// <param name="image">The image.</param>
    public bool IsForOneShotsOnly(Image image)
    {
        var oneShots = OneShots.Append(MigrateService).ToHashSet(StringComparer.Ordinal);
        return Compose.Services.Values.Where(service => service.IsActive || service.Name == MigrateService)
            .Where(service => StackImages.ReferenceOf(service, Compose) == image.Reference)
            .All(service => oneShots.Contains(service.Name));
    }

    /// <summary>The variables of the stack, absolute; whether it is there or not.</summary>
    public string EnvironmentFile => Path.Combine(Folder, ".env");

    /// <summary>The environment files that compose would not find by itself, absolute; none unless some were named, or the compose file lies deeper than <see cref="EnvironmentFile"/>.</summary>
    public IReadOnlyList<string> NamedEnvironmentFiles =>
        _options.EnvironmentFiles is { Count: > 0 } ? Compose.EnvironmentFiles
        : Compose.ProjectFolder != Folder && File.Exists(EnvironmentFile) ? [EnvironmentFile]
        : [];

    /// <summary>Whether <see cref="EnvironmentFile"/> has to be made first.</summary>
    public bool EnvironmentFileIsMissing => IsMissing(_options);

    /// <summary>Whether a variable has a value, in the environment or in the environment files.</summary>
    /// <param name="name">The variable.</param>
    public bool HasVariable(string name) => _options.Environment.ContainsKey(name)
        || Compose.EnvironmentFiles.Any(path => DotEnv.Load(path, _options.Environment).Find(name) is { Value.Length: > 0 });

    /// <summary>Whether the stack of a folder has no environment file, and an example to make it of.</summary>
    /// <param name="options">Which stack.</param>
    public static bool LacksEnvironmentFile(StackOptions options) => IsMissing(options);

    /// <summary>Whether a new <see cref="EnvironmentFile"/> gets values that are made up for it.</summary>
    public bool GeneratesVariables => EnvironmentFileIsMissing && File.ReadAllText(ExampleFile(Folder)).Contains("# @generate ", StringComparison.Ordinal);

    /// <summary>
    /// The values to mask: those of variables whose names say so, and addresses with a password in them; of the
    /// environment file, and of the environment, which wins over it.
    /// </summary>
    public IReadOnlyList<Secret> Secrets
    {
        get
        {
            IReadOnlyList<string> files = NamedEnvironmentFiles is { Count: > 0 } named ? named : File.Exists(EnvironmentFile) ? [EnvironmentFile] : [];
            var file = files.SelectMany(path => DotEnv.Load(path, _options.Environment).Variables).ToList();
            // Of the environment only what the stack takes from it: the rest of the machine's is nobody's business here.
            var names = Compose.Variables.Select(variable => variable.Name)
                .Concat(Compose.Services.Values.SelectMany(service => service.Environment.Keys.Concat(service.Build?.Args.Keys ?? [])))
                .Concat(file.Select(variable => variable.Name));
            var environment = names.Distinct(StringComparer.Ordinal).Where(_options.Environment.ContainsKey).Select(name => (name, _options.Environment[name]));
            return [.. SecretVariables.Of(file.Select(variable => (variable.Name, variable.Value)).Concat(environment))];
        }
    }

    /// <summary>The value of a variable: the environment's, else that of the environment files; <see langword="null"/> where it is not set.</summary>
    /// <param name="name">The variable.</param>
    internal string? FindVariable(string name)
    {
        if (_options.Environment.TryGetValue(name, out var value))
            return value;
        IReadOnlyList<string> files = NamedEnvironmentFiles is { Count: > 0 } named ? named : File.Exists(EnvironmentFile) ? [EnvironmentFile] : [];
        return files.Select(path => DotEnv.Load(path, _options.Environment).Find(name)?.Value).LastOrDefault(found => found is not null);
    }

    /// <summary>Whether a folder holds a compose file, itself or in <c>deploy/docker</c>, <c>deploy</c> or <c>docker</c>.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsStack(string folder) => ComposeFolder(folder) is not null;

    /// <summary>Reads a stack.</summary>
    /// <param name="options">Which, and how.</param>
    /// <exception cref="ProblemException">Everything that is wrong with its files, at once.</exception>
    public static ContainerStack Load(StackOptions options)
    {
        var missing = IsMissing(options);
        var folder = ComposeFolder(options.Folder) ?? options.Folder;
        var environmentFile = Path.Combine(options.Folder, ".env");
        var compose = new ComposeOptions
        {
            ProjectFolder = folder,
            RootFolder = options.RootFolder,
            Environment = options.Environment,
            // Without a .env the example stands for the file that will be made of it; the values that will be
            // generated are empty there.
            Files = options.ComposeFiles,
            EnvironmentFiles = options.EnvironmentFiles?.Select(file => Path.GetFullPath(file, options.Folder)).ToList(),
            EnvironmentFile = missing ? ExampleFile(options.Folder) : folder != options.Folder && File.Exists(environmentFile) ? environmentFile : null,
            AllowMissingVariables = missing || options.AllowMissingVariables,
        };
        var loaded = ComposeLoader.Load(compose);
        // Not after a folder that has the same name in every stack.
        if (folder != options.Folder && loaded.Name == ProjectNames.Normalised(Path.GetFileName(folder)))
            loaded = ComposeLoader.Load(compose = compose with { ProjectName = ProjectNames.Normalised(Path.GetFileName(options.Folder)) });
        var settings = new StackSettings(loaded);
        var variables = StackPresets.Variables(loaded, settings, options);
        if (variables.Count > 0)
            loaded = ComposeLoader.Load(compose with { Environment = new Dictionary<string, string>(options.Environment.Concat(variables), StringComparer.Ordinal) });
        if (missing)
            CheckExample(loaded, options);
        var profiles = StackPresets.Profiles(loaded, settings, options);
        return new ContainerStack(options, profiles is null ? loaded : loaded.WithProfiles(profiles), variables);
    }

    /// <summary>Makes <see cref="EnvironmentFile"/> from <c>.env.example</c>; an existing one is never changed.</summary>
    /// <param name="cancellationToken">Stops the writing; nothing is left then.</param>
    public async Task<CreatedEnvironment> CreateEnvironmentFileAsync(CancellationToken cancellationToken)
    {
        var example = ExampleFile(Folder);
        var created = EnvExample.Create(await File.ReadAllTextAsync(example, cancellationToken), Path.GetRelativePath(_options.RootFolder, example));
        await EnvExample.WriteAsync(EnvironmentFile, created.Text, cancellationToken);
        return new CreatedEnvironment(created.Generated, created.Kept, Secrets);
    }

    private static string? ComposeFolder(string folder) =>
        DeeperFolders.Prepend("").Select(deeper => Path.Combine(folder, deeper)).FirstOrDefault(place => ComposeFiles.Any(name => File.Exists(Path.Combine(place, name))));

    private static string ExampleFile(string folder) => Path.Combine(folder, ".env.example");

    private static bool IsMissing(StackOptions options) => options.EnvironmentFiles is not { Count: > 0 }
        && !File.Exists(Path.Combine(options.Folder, ".env")) && File.Exists(ExampleFile(options.Folder));

    // What the example does not mention will be missing from the file that is made of it.
    private static void CheckExample(ComposeProject loaded, StackOptions options)
    {
        var example = DotEnv.Load(ExampleFile(options.Folder), options.Environment);
        var missing = loaded.Variables
            .Where(variable => variable.IsRequired && variable.Source != VariableSource.Environment && example.Find(variable.Name) is null)
            .Select(variable => StackProblems.NotInExample(variable, Path.GetRelativePath(options.RootFolder, ExampleFile(options.Folder))))
            .ToList();
        if (missing.Count > 0)
            throw new ProblemException(missing);
    }
}
