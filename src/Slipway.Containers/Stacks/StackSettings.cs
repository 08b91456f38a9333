using Slipway.Containers.Compose;
using Slipway.Containers.Composing;

namespace Slipway.Containers.Stacks;

/// <summary>What a compose file says below <c>x-slipway:</c>.</summary>
internal sealed class StackSettings
{
    internal static readonly string[] Known = ["profiles", "migrate", "probes", "stable", "memory-optimized", "together"];
    internal static readonly string[] KnownOfBuild = ["memory"];
    internal static readonly string[] KnownOfService = ["size", "memory", "build", "probes", "stable", "deadline"];

    public StackSettings(ComposeProject project)
    {
        var problems = new List<Problem>();
        CheckNames(project.Extension, Known, problems);
        Profiles = (project.Extension?["profiles"] as YamlSequence)?.Items.OfType<YamlScalar>().Select(item => item.Text).ToList();
        if (project.Extension?["migrate"] is YamlScalar migrate)
        {
            MigrateService = migrate.Text;
            if (!project.Services.ContainsKey(migrate.Text))
                problems.Add(StackProblems.NoMigrateService(migrate, project.Services.Keys));
        }

        var probes = new ProbeReader(problems);
        Probes = probes.OfStack(project.Extension?["probes"]);
        StableFor = probes.Duration(project.Extension?["stable"], "stable");
        foreach (var service in project.Services.Values)
        {
            if (probes.OfService(service.Extension) is { } readiness)
                Readiness[service.Name] = readiness;
        }

        MemoryOptimized = ReadVariables(project.Extension?["memory-optimized"], problems);
        Together = ReadVariables(project.Extension?["together"], problems);
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    /// <summary>The profiles that a deployment activates, where the file names any.</summary>
    public IReadOnlyList<string>? Profiles { get; }

    public string? MigrateService { get; }

    /// <summary>What answers when the stack works.</summary>
    public IReadOnlyList<Probe> Probes { get; }

    /// <summary>How long services must stay healthy, where the file says so.</summary>
    public TimeSpan? StableFor { get; }

    /// <summary>When single services count as ready.</summary>
    public Dictionary<string, ServiceReadiness> Readiness { get; } = new(StringComparer.Ordinal);

    /// <summary>The variables that <c>--memory-optimized</c> sets, where the file names any.</summary>
    public IReadOnlyDictionary<string, string>? MemoryOptimized { get; }

    /// <summary>The variables that hold when the stack is deployed with others, where the file names any.</summary>
    public IReadOnlyDictionary<string, string>? Together { get; }

    /// <summary>What a service's build needs in memory: <c>build: { memory: 2GiB }</c>, or <c>memory: 2GiB</c>.</summary>
    public static ByteSize? MemoryOf(ComposeService service, List<Problem> problems)
    {
        var memory = SizeOf(service, "memory", problems);
        if (service.Extension?["build"] is not { } build)
            return memory;
        var settings = build as YamlMapping;
        CheckNames(settings, KnownOfBuild, problems);
        if (settings?["memory"] is YamlScalar { Text: var text } && ByteSize.TryParse(text, out var size))
            return size;
        problems.Add(StackProblems.NoSize(build.Place, "build"));
        return null;
    }

    /// <summary>A size of a service's <c>x-slipway:</c>.</summary>
    public static ByteSize? SizeOf(ComposeService service, string name, List<Problem> problems)
    {
        CheckNames(service.Extension, KnownOfService, problems);
        if (service.Extension?[name] is not { } value)
            return null;
        if (value is YamlScalar { Text: var text } && ByteSize.TryParse(text, out var size))
            return size;
        problems.Add(StackProblems.NoSize(value.Place, name));
        return null;
    }

    private static Dictionary<string, string>? ReadVariables(YamlValue? value, List<Problem> problems)
    {
        if (value is null)
            return null;
        var entries = (value as YamlMapping)?.Entries ?? [];
        if (value is not YamlMapping || entries.Any(entry => entry.Value is not YamlScalar))
            problems.Add(StackProblems.NoVariables(value.Place));
        return entries.Where(entry => entry.Value is YamlScalar).ToDictionary(entry => entry.Key, entry => ((YamlScalar)entry.Value).Text, StringComparer.Ordinal);
    }

    private static void CheckNames(YamlMapping? settings, string[] known, List<Problem> problems) =>
        problems.AddRange((settings?.Entries ?? []).Where(entry => !known.Contains(entry.Key)).Select(entry => StackProblems.UnknownSetting(entry, known)));
}
