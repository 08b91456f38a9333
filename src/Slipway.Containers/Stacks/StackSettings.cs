using Slipway.Containers.Compose;
using Slipway.Containers.Composing;

namespace Slipway.Containers.Stacks;

/// <summary>What a compose file says below <c>x-slipway:</c>.</summary>
internal sealed class StackSettings
{
    internal static readonly string[] Known = ["profiles", "migrate", "probes"];
    internal static readonly string[] KnownOfService = ["size", "memory"];

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

        Probes = ReadProbes(project.Extension?["probes"], problems);
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    /// <summary>The profiles that a deployment activates, where the file names any.</summary>
    public IReadOnlyList<string>? Profiles { get; }

    public string? MigrateService { get; }

    /// <summary>The addresses that answer when the stack works.</summary>
    public IReadOnlyList<HttpProbe> Probes { get; }

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

    private static List<HttpProbe> ReadProbes(YamlValue? value, List<Problem> problems)
    {
        var probes = new List<HttpProbe>();
        foreach (var item in value is YamlSequence sequence ? sequence.Items : value is null ? [] : [value])
        {
            if (item is YamlScalar { Text: var text } && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https"))
                probes.Add(new HttpProbe(address, item.Place));
            else
                problems.Add(StackProblems.NoAddress(item.Place));
        }

        return probes;
    }

    private static void CheckNames(YamlMapping? settings, string[] known, List<Problem> problems) =>
        problems.AddRange((settings?.Entries ?? []).Where(entry => !known.Contains(entry.Key)).Select(entry => StackProblems.UnknownSetting(entry, known)));
}
