namespace Slipway.Containers.Compose;

/// <summary>A project as a tree in the form in which compose prints it.</summary>
internal static class NormalProject
{
    private static readonly string[] Sections = ["networks", "volumes", "secrets", "configs"];

    /// <summary>The tree of the active services and what they use.</summary>
    /// <param name="project">The project.</param>
    /// <param name="forJson">Whether for JSON; for YAML otherwise.</param>
    public static YamlMapping Of(ComposeProject project, bool forJson)
    {
        var form = new NormalForm(forJson, []);
        var order = NormalForm.Order(forJson);
        var services = project.ActiveServices.OrderBy(service => service.Name, order)
            .Select(service => new YamlEntry(service.Name, service.Place, form.FieldsOf(Resolved(service), ComposeSchema.Service, service.Name)));
        var entries = new List<YamlEntry>
        {
            new("name", default, Yaml.Text(project.Name, default)),
            new("services", default, new YamlMapping { Place = default, Entries = [.. services] }),
        };
        foreach (var section in Sections)
        {
            var used = Used(project, section);
            var resources = Fields.Entries(project.Tree[section]).Where(entry => used.Contains(entry.Key)).OrderBy(entry => entry.Key, order)
                .Select(entry => entry with { Value = Resource(form, section, entry) });
            if (resources.ToList() is { Count: > 0 } list)
                entries.Add(new YamlEntry(section, default, new YamlMapping { Place = default, Entries = list }));
        }

        entries.AddRange(project.Tree.Entries.Where(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal)).OrderBy(entry => entry.Key, order));
        if (forJson)
            entries.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new YamlMapping { Place = default, Entries = entries };
    }

    /// <summary>Reports every value that is of the wrong kind, in services of all profiles too.</summary>
    /// <param name="tree">The tree in long forms.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(YamlMapping tree, List<Problem> problems)
    {
        var form = new NormalForm(forJson: false, problems);
        foreach (var section in (string[])["services", .. Sections])
        {
            var shape = ComposeSchema.File.Fields![section].Values!;
            foreach (var entry in Fields.Entries(tree[section]))
            {
                if (entry.Value is YamlMapping fields)
                    form.FieldsOf(fields, shape, $"{section}.{entry.Key}");
                if (section == "services")
                    CheckEnvFiles((entry.Value as YamlMapping)?["env_file"], $"{section}.{entry.Key}.env_file", problems);
            }
        }
    }

    // They are no part of the normal form.
    private static void CheckEnvFiles(YamlValue? files, string path, List<Problem> problems)
    {
        var scalars = new NormalScalars(problems);
        foreach (var file in Fields.Mappings(files))
        {
            if (file["required"] is YamlScalar { IsUnresolved: false } required)
                scalars.Of(required, NormalType.Flag, $"{path}.required");
        }
    }

    private static YamlMapping Resolved(ComposeService service)
    {
        var fields = service.Definition.Without("env_file").Without("label_file");
        if (service.EnvFiles.Count > 0 || fields.Find("environment") is not null)
        {
            fields = fields.With("environment", new YamlMapping
            {
                Place = service.Place,
                Entries = [.. service.AllVariables.Select(pair => new YamlEntry(pair.Key, service.Place, pair.Value is { } value ? Yaml.Text(value, service.Place, "") : Yaml.Nothing(service.Place)))],
            });
        }

        if (fields["scale"] is YamlScalar scale && fields["deploy"] is YamlMapping deploy)
            fields = fields.With("deploy", deploy.With("replicas", scale));
        if (service.FileLabels.Count > 0)
        {
            var labels = new Dictionary<string, string>(service.FileLabels, StringComparer.Ordinal);
            foreach (var (name, value) in service.Labels)
                labels[name] = value;
            fields = fields.With("labels", new YamlMapping
            {
                Place = service.Place,
                Entries = [.. labels.Select(pair => new YamlEntry(pair.Key, service.Place, Yaml.Text(pair.Value, service.Place, "")))],
            });
        }

        return fields;
    }

    private static YamlMapping Resource(NormalForm form, string section, YamlEntry entry)
    {
        var fields = (YamlMapping)entry.Value;
        // What an environment variable holds is shown nowhere.
        if (section == "secrets" || Fields.Text(fields, "environment") is not null)
            fields = fields.Without("content");
        return form.FieldsOf(fields, ComposeSchema.File.Fields![section].Values!, section);
    }

    private static HashSet<string> Used(ComposeProject project, string section)
    {
        var services = project.ActiveServices;
        return section switch
        {
            "networks" => Set(services.SelectMany(service => Fields.Entries(service.Definition["networks"]).Select(entry => entry.Key))),
            "volumes" => Set(services.SelectMany(service => service.Volumes.Where(mount => mount.Kind == MountKind.Volume).Select(mount => mount.Source).OfType<string>())),
            "secrets" => Set(services.SelectMany(service => service.Secrets.Concat(service.Build?.Secrets ?? []).Select(use => use.Source))),
            _ => Set(services.SelectMany(service => service.Configs.Select(use => use.Source))),
        };
    }

    private static HashSet<string> Set(IEnumerable<string> names) => names.ToHashSet(StringComparer.Ordinal);
}
