namespace Slipway.Containers.Compose;

/// <summary>Makes a <see cref="ComposeProject"/> of merged files in long forms.</summary>
/// <param name="folder">The project's folder.</param>
/// <param name="services">Reads services.</param>
internal sealed class ProjectReader(string folder, ServiceReader services)
{
    /// <summary>The project; files and variables are filled in by the caller.</summary>
    /// <param name="file">The merged files.</param>
    /// <param name="name">The project's name.</param>
    public ComposeProject Read(YamlMapping file, string name) => new()
    {
        Name = name,
        ProjectFolder = folder,
        Files = [],
        Variables = [],
        Tree = file,
        Services = Section(file, "services", services.Read),
        Networks = Section(file, "networks", Network),
        Volumes = Section(file, "volumes", Volume),
        Secrets = Section(file, "secrets", FileObject),
        Configs = Section(file, "configs", FileObject),
        Extension = file["x-slipway"] as YamlMapping,
    };

    private static IReadOnlyDictionary<string, T> Section<T>(YamlMapping file, string key, Func<YamlEntry, T> read) =>
        Ordered.Of(Fields.Entries(file[key]), entry => entry.Key, read);

    private static bool IsExternal(YamlMapping? fields) => Fields.Flag(fields, "external") ?? false;

    private static ComposeNetwork Network(YamlEntry entry)
    {
        var fields = entry.Value as YamlMapping;
        return new ComposeNetwork
        {
            Key = entry.Key,
            Name = Fields.Text(fields, "name") ?? entry.Key,
            Place = entry.Place,
            IsExternal = IsExternal(fields),
            IsInternal = Fields.Flag(fields, "internal") ?? false,
            Driver = Fields.Text(fields, "driver"),
            Subnets =
            [
                .. Fields.Mappings((fields?["ipam"] as YamlMapping)?["config"]).Select(subnet => new ComposeSubnet(
                    Fields.Text(subnet, "subnet"), Fields.Text(subnet, "gateway"), Fields.Text(subnet, "ip_range"), subnet.Place)),
            ],
            Labels = Fields.Pairs(fields?["labels"]),
        };
    }

    private static ComposeVolume Volume(YamlEntry entry)
    {
        var fields = entry.Value as YamlMapping;
        return new ComposeVolume
        {
            Key = entry.Key,
            Name = Fields.Text(fields, "name") ?? entry.Key,
            Place = entry.Place,
            IsExternal = IsExternal(fields),
            Driver = Fields.Text(fields, "driver"),
            Labels = Fields.Pairs(fields?["labels"]),
        };
    }

    private static ComposeFileObject FileObject(YamlEntry entry)
    {
        var fields = entry.Value as YamlMapping;
        return new ComposeFileObject
        {
            Key = entry.Key,
            Name = Fields.Text(fields, "name") ?? entry.Key,
            Place = entry.Place,
            IsExternal = IsExternal(fields),
            File = Fields.Text(fields, "file"),
            Variable = Fields.Text(fields, "environment"),
            Content = Fields.Text(fields, "content") is { } content ? new Secret(content) : null,
        };
    }
}
