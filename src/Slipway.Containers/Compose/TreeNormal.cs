namespace Slipway.Containers.Compose;

/// <summary>Writes out what a project implies: names on the engine, the default network, dependencies by shared namespaces.</summary>
/// <param name="projectName">The project's name.</param>
/// <param name="lookup">Knows the values of variables that are passed through; <see langword="null"/> where variables stay as they are.</param>
internal sealed class TreeNormal(string projectName, VariableLookup? lookup)
{
    private static readonly string[] Namespaces = ["network_mode", "ipc", "pid", "uts", "cgroup"];
    private static readonly string[] Named = ["networks", "volumes", "configs", "secrets"];

    /// <summary>The file with all of it.</summary>
    /// <param name="file">The file in long forms, paths resolved.</param>
    public YamlMapping Apply(YamlMapping file)
    {
        if (file["services"] is YamlMapping services)
        {
            services = services.Select(entry => entry.Value is YamlMapping service ? Service(service, entry.Place) : entry.Value);
            file = WithDefaultNetwork(file.With("services", services), services);
        }

        foreach (var section in Named)
        {
            if (file[section] is YamlMapping resources)
                file = file.With(section, resources.Select(Resource));
        }

        return file;
    }

    private static YamlMapping WithDefaultNetwork(YamlMapping file, YamlMapping services)
    {
        var user = services.Entries.FirstOrDefault(entry => ((entry.Value as YamlMapping)?["networks"] as YamlMapping)?.Find("default") is not null
            && ((YamlMapping)entry.Value).Find("network_mode") is null);
        var networks = file["networks"] as YamlMapping;
        if (user is null || networks?.Find("default") is not null)
            return file;
        var implied = new YamlEntry("default", user.Place, Yaml.Nothing(user.Place));
        return file.With("networks", networks is null ? new YamlMapping { Place = user.Place, Entries = [implied] } : networks with { Entries = [implied, .. networks.Entries] });
    }

    private static YamlMapping WithNetworks(YamlMapping service, Place place) =>
        service.Find("network_mode") is not null || service["networks"] is YamlMapping { Entries.Count: > 0 }
            || service["networks"] is not (null or YamlMapping or YamlScalar { Kind: YamlKind.Nothing })
            ? service
            : service.With("networks", new YamlMapping { Place = place, Entries = [new YamlEntry("default", place, Yaml.Nothing(place))] });

    private static IEnumerable<(string Service, YamlScalar By, bool Restarts)> Implied(YamlMapping service)
    {
        foreach (var link in Texts(service, "links"))
            yield return (link.Text.Split(':') is [var name, _] ? name : link.Text, link, true);
        foreach (var key in Namespaces)
        {
            if (service[key] is YamlScalar { Kind: YamlKind.Text } mode && mode.Text.StartsWith("service:", StringComparison.Ordinal))
                yield return (mode.Text["service:".Length..], mode, true);
        }

        foreach (var from in Texts(service, "volumes_from"))
        {
            if (!from.Text.StartsWith("container:", StringComparison.Ordinal))
                yield return (from.Text.Split(':')[0], from, false);
        }
    }

    private static IEnumerable<YamlScalar> Texts(YamlMapping service, string key) =>
        (service[key] as YamlSequence)?.Items.OfType<YamlScalar>().Where(item => !item.IsUnresolved) ?? [];

    private static YamlMapping WithImpliedDependencies(YamlMapping service)
    {
        var dependencies = service["depends_on"] as YamlMapping;
        foreach (var (name, by, restarts) in Implied(service))
        {
            dependencies ??= new YamlMapping { Place = by.Place, Entries = [] };
            if (dependencies.Find(name) is not null)
                continue;
            var made = Yaml.Mapping(
                by.Place, ("condition", Yaml.Text("service_started", by.Place)), ("restart", Yaml.Flag(restarts, by.Place)), ("required", Yaml.Flag(flag: true, by.Place)));
            dependencies = dependencies with { Entries = [.. dependencies.Entries, new YamlEntry(name, by.Place, made)] };
        }

        return dependencies is null ? service : service.With("depends_on", dependencies);
    }

    private YamlMapping Service(YamlMapping service, Place place)
    {
        service = WithNetworks(service, place);
        if (Fields.Text(service, "pull_policy") == "if_not_present")
            service = service.With("pull_policy", Yaml.Text("missing", service["pull_policy"]!.Place));
        if (service["build"] is YamlMapping build)
            service = service.With("build", Build(build));
        if (service["environment"] is { } environment)
            service = service.With("environment", Resolved(environment, keepsUnset: true));
        if (service["volumes"] is YamlSequence mounts)
            service = service.With("volumes", mounts with { Items = [.. mounts.Items.Select(Mount)] });
        return WithImpliedDependencies(service);
    }

    private static YamlValue Mount(YamlValue item) =>
        item is YamlMapping mount && mount["target"] is YamlScalar { Kind: YamlKind.Text, IsUnresolved: false } target && UnixPath.Clean(target.Text) != target.Text
            ? mount.With("target", target with { Text = UnixPath.Clean(target.Text) })
            : item;

    private YamlMapping Build(YamlMapping build)
    {
        if (build["context"] is null or YamlScalar { Kind: YamlKind.Nothing })
            build = build.With("context", Yaml.Text(".", build.Place));
        if (build["dockerfile"] is null && build["dockerfile_inline"] is null)
            build = build.With("dockerfile", Yaml.Text("Dockerfile", build.Place));
        return build["args"] is { } args ? build.With("args", Resolved(args, keepsUnset: false)) : build;
    }

    private YamlValue Resolved(YamlValue value, bool keepsUnset) => value switch
    {
        YamlMapping mapping => mapping with
        {
            Entries =
            [
                .. mapping.Entries
                    .Select(entry => Yaml.IsNothing(entry.Value) && lookup?.Find(entry.Key) is { } found ? entry with { Value = Yaml.Text(found, entry.Place, "") } : entry)
                    .Where(entry => keepsUnset || !Yaml.IsNothing(entry.Value)),
            ],
        },
        YamlSequence list => list with
        {
            Items =
            [
                .. list.Items
                    .Select(item => item is YamlScalar { Kind: YamlKind.Text } name && !name.Text.Contains('=', StringComparison.Ordinal) && lookup?.Find(name.Text) is { } found
                        ? name with { Text = $"{name.Text}={found}" }
                        : item)
                    .Where(item => keepsUnset || item is not YamlScalar scalar || scalar.Text.Contains('=', StringComparison.Ordinal)),
            ],
        },
        _ => value,
    };

    private YamlValue Resource(YamlEntry entry)
    {
        var resource = entry.Value as YamlMapping ?? new YamlMapping { Place = entry.Place, Entries = [] };
        if (resource["name"] is not (null or YamlScalar { Kind: YamlKind.Nothing }))
            return resource;
        // Where variables stay as they are, texts are no flags yet.
        var isExternal = resource["external"] is YamlScalar { Kind: YamlKind.Flag or YamlKind.Text, Text: "true" or "True" or "TRUE" or "t" or "T" or "1" };
        return resource.With("name", Yaml.Text(isExternal ? entry.Key : $"{projectName}_{entry.Key}", entry.Place));
    }
}
