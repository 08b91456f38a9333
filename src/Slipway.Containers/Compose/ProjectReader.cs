namespace Slipway.Containers.Compose;

/// <summary>Makes a <see cref="ComposeProject"/> of merged files.</summary>
/// <param name="paths">Resolves paths.</param>
/// <param name="lookup">Knows the values of variables that are passed through.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class ProjectReader(ComposePaths paths, VariableLookup lookup, List<Problem> problems)
{
    /// <summary>The project; files and variables are filled in by the caller.</summary>
    /// <param name="file">The merged files.</param>
    /// <param name="name">The project's name.</param>
    public ComposeProject Read(YamlMapping file, string name)
    {
        var reader = new ServiceReader(paths, lookup, problems);
        var services = Section(file, "services", reader.Read);
        var networks = Section(file, "networks", entry => Network(entry, name));
        var needsDefault = services.Values.FirstOrDefault(service => service.Networks.Any(use => use.Network == "default"));
        if (needsDefault is not null && !networks.ContainsKey("default"))
        {
            var implied = new ComposeNetwork { Key = "default", Name = $"{name}_default", Place = needsDefault.Place };
            networks = Ordered.Of(networks.Values.Prepend(implied), network => network.Key, network => network);
        }

        return new ComposeProject
        {
            Name = name,
            ProjectFolder = paths.ProjectFolder,
            Files = [],
            Variables = [],
            Services = services,
            Networks = networks,
            Volumes = Section(file, "volumes", entry => Volume(entry, name)),
            Secrets = Section(file, "secrets", entry => FileObject(entry, name)),
            Configs = Section(file, "configs", entry => FileObject(entry, name)),
            Extension = file["x-slipway"] as YamlMapping,
        };
    }

    private static IReadOnlyDictionary<string, T> Section<T>(YamlMapping file, string key, Func<YamlEntry, T> read) => Ordered.Of(
        ((file[key] as YamlMapping)?.Entries ?? []).Where(entry => !entry.Key.StartsWith("x-", StringComparison.Ordinal)),
        entry => entry.Key,
        read);

    private static string EngineName(YamlEntry entry, string project, out bool external)
    {
        var fields = entry.Value as YamlMapping;
        external = fields?["external"] switch
        {
            YamlMapping => true,
            YamlScalar flag => ComposeScalars.Flag(flag) ?? false,
            _ => false,
        };
        return Fields.Text(fields, "name")
            ?? Fields.Text(fields?["external"] as YamlMapping, "name")
            ?? (external ? entry.Key : $"{project}_{entry.Key}");
    }

    private static ComposeNetwork Network(YamlEntry entry, string project)
    {
        var fields = entry.Value as YamlMapping;
        var subnets = ((fields?["ipam"] as YamlMapping)?["config"] as YamlSequence)?.Items ?? [];
        return new ComposeNetwork
        {
            Key = entry.Key,
            Name = EngineName(entry, project, out var external),
            Place = entry.Place,
            IsExternal = external,
            IsInternal = Fields.Flag(fields, "internal") ?? false,
            Driver = Fields.Text(fields, "driver"),
            Subnets =
            [
                .. subnets.OfType<YamlMapping>().Select(subnet => new ComposeSubnet(
                    Fields.Text(subnet, "subnet"), Fields.Text(subnet, "gateway"), Fields.Text(subnet, "ip_range"), subnet.Place)),
            ],
            Labels = Fields.Pairs(fields?["labels"]),
        };
    }

    private static ComposeVolume Volume(YamlEntry entry, string project)
    {
        var fields = entry.Value as YamlMapping;
        return new ComposeVolume
        {
            Key = entry.Key,
            Name = EngineName(entry, project, out var external),
            Place = entry.Place,
            IsExternal = external,
            Driver = Fields.Text(fields, "driver"),
            Labels = Fields.Pairs(fields?["labels"]),
        };
    }

    private ComposeFileObject FileObject(YamlEntry entry, string project)
    {
        var fields = entry.Value as YamlMapping;
        return new ComposeFileObject
        {
            Key = entry.Key,
            Name = EngineName(entry, project, out var external),
            Place = entry.Place,
            IsExternal = external,
            File = Fields.Text(fields, "file") is { } path ? paths.Resolve(path) : null,
            Variable = Fields.Text(fields, "environment"),
            Content = Fields.Text(fields, "content") is { } content ? new Secret(content) : null,
        };
    }
}
