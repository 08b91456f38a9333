namespace Slipway.Containers.Compose;

/// <summary>A compose project: its files merged, variables replaced, every field read.</summary>
public sealed record ComposeProject
{
    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that relative paths start from, absolute.</summary>
    public required string ProjectFolder { get; init; }

    /// <summary>The compose files, absolute, later ones over earlier ones.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The environment file that was read, absolute, or <see langword="null"/>; the last one where there are several.</summary>
    public string? EnvironmentFile => EnvironmentFiles is [.., var last] ? last : null;

    /// <summary>The environment files that were read, absolute, later ones over earlier ones.</summary>
    public IReadOnlyList<string> EnvironmentFiles { get; init; } = [];

    /// <summary>Every file of the model: <see cref="Files"/> and those that they extend and include, absolute.</summary>
    public IReadOnlyList<string> AllFiles { get; init; } = [];

    /// <summary>The profiles that are chosen.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>All services in the order of the file, also inactive ones.</summary>
    public required IReadOnlyDictionary<string, ComposeService> Services { get; init; }

    /// <summary>The networks by key, also the implied <c>default</c>.</summary>
    public required IReadOnlyDictionary<string, ComposeNetwork> Networks { get; init; }

    /// <summary>The named volumes by key.</summary>
    public required IReadOnlyDictionary<string, ComposeVolume> Volumes { get; init; }

    /// <summary>The secrets by key.</summary>
    public required IReadOnlyDictionary<string, ComposeFileObject> Secrets { get; init; }

    /// <summary>The configs by key.</summary>
    public required IReadOnlyDictionary<string, ComposeFileObject> Configs { get; init; }

    /// <summary>Every variable that the files mention, in order of appearance.</summary>
    public required IReadOnlyList<ComposeVariable> Variables { get; init; }

    /// <summary>What is written below <c>x-slipway:</c>.</summary>
    public YamlMapping? Extension { get; init; }

    /// <summary>Whether variables were left as they are: then nothing is known about values, and every service is shown.</summary>
    internal bool IsRaw { get; init; }

    private YamlMapping Named => Tree.With("name", Yaml.Text(Name, default));

    /// <summary>Everything as the files have it, in long forms.</summary>
    internal YamlMapping Tree { get; init; } = Yaml.Mapping(default);

    /// <summary>The services that the chosen profiles include, in the order of the file.</summary>
    public IEnumerable<ComposeService> ActiveServices => Services.Values.Where(service => service.IsActive);

    /// <summary>The project with other profiles chosen.</summary>
    /// <param name="profiles">The profiles; <c>*</c> is all of them.</param>
    /// <exception cref="ProblemException">A service that is active then uses something that is not.</exception>
    public ComposeProject WithProfiles(params IReadOnlyList<string> profiles)
    {
        var project = ProfileChoice.Apply(this, profiles);
        var problems = ComposeChecks.Run(project);
        return problems.Count == 0 ? project : throw new ProblemException(problems);
    }

    /// <summary>
    /// The project with the profiles of <paramref name="names"/> chosen too, as compose does for services that are named
    /// on its command line.
    /// </summary>
    /// <param name="names">The services.</param>
    /// <exception cref="ProblemException">There is no such service, or one that is active then uses something that is not.</exception>
    public ComposeProject WithServices(params IReadOnlyList<string> names)
    {
        var unknown = names.Where(name => !Services.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
            throw new ProblemException([.. unknown.Select(name => ComposeProblems.NoSuchService(name, Services.Keys))]);
        var profiles = names.Select(name => Services[name]).Where(service => !service.IsActive).SelectMany(service => service.Profiles);
        return WithProfiles([.. Profiles.Concat(profiles).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// The project in the normal form of <c>docker compose config --format json</c>: the active services, and the networks,
    /// volumes, secrets and configs that they use. It shows the values of variables, which may be secret.
    /// </summary>
    public string ToJson() => IsRaw ? NormalJson.Write(ForgottenLists.Drop(Named, ComposeSchema.File), isRaw: true) : NormalJson.Write(NormalProject.Of(this, forJson: true));

    /// <summary>
    /// The project in the normal form of <c>docker compose config</c>. It shows the values of variables, which may be secret.
    /// </summary>
    public string ToYaml() => IsRaw ? NormalYaml.Write(Named, isRaw: true) : NormalYaml.Write(NormalProject.Of(this, forJson: false));

    /// <summary>
    /// <paramref name="names"/> and all that their <c>depends_on</c> reaches among the active services; each comes after
    /// those it needs.
    /// </summary>
    /// <param name="names">The services to begin with.</param>
    /// <exception cref="ProblemException">There is no such service.</exception>
    public IReadOnlyList<ComposeService> Reach(params IReadOnlyList<string> names)
    {
        var reached = new List<ComposeService>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!Services.TryGetValue(name, out var service))
                throw new ProblemException(ComposeProblems.NoSuchService(name, Services.Keys));
            Visit(service);
        }

        return reached;

        void Visit(ComposeService service)
        {
            if (!seen.Add(service.Name))
                return;
            foreach (var dependency in service.DependsOn)
            {
                if (Services.TryGetValue(dependency.Service, out var needed) && needed.IsActive)
                    Visit(needed);
            }

            reached.Add(service);
        }
    }
}
