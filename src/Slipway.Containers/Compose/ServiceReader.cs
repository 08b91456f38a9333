namespace Slipway.Containers.Compose;

/// <summary>Makes a <see cref="ComposeService"/> of a mapping whose shape is checked already.</summary>
/// <param name="paths">Resolves paths.</param>
/// <param name="lookup">Knows the values of variables that are passed through.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class ServiceReader(ComposePaths paths, VariableLookup lookup, List<Problem> problems)
{
    /// <summary>The service.</summary>
    /// <param name="entry">Its key and fields.</param>
    public ComposeService Read(YamlEntry entry)
    {
        var fields = entry.Value as YamlMapping ?? new YamlMapping { Place = entry.Place, Entries = [] };
        var path = $"services.{entry.Key}";
        var networkMode = Fields.Text(fields, "network_mode");
        var conflicts = new List<Problem>();
        return new ComposeService
        {
            Name = entry.Key,
            Place = entry.Place,
            Image = Fields.Text(fields, "image"),
            Build = Build(fields, path),
            Command = Command(fields, "command", path),
            Entrypoint = Command(fields, "entrypoint", path),
            Environment = Environment(fields["environment"]),
            EnvFiles = EnvFiles(fields["env_file"]),
            Ports = Ports(fields["ports"], $"{path}.ports"),
            Expose = Fields.Texts(fields["expose"]),
            DependsOn = DependsOn(fields),
            HealthCheck = HealthCheck(fields["healthcheck"], $"{path}.healthcheck"),
            Profiles = Fields.Texts(fields["profiles"]),
            Volumes = Volumes(fields["volumes"], $"{path}.volumes"),
            Networks = networkMode is null ? Networks(fields["networks"], entry.Place) : [],
            Secrets = FileUses(fields["secrets"]),
            Configs = FileUses(fields["configs"]),
            Limits = Resources(fields, "limits", conflicts),
            Reservations = Resources(fields, "reservations", conflicts),
            Labels = Fields.Pairs(fields["labels"]),
            ContainerName = Fields.Text(fields, "container_name"),
            Replicas = (int)(Fields.Number(fields, "scale") ?? Fields.Number(fields["deploy"] as YamlMapping, "replicas") ?? 1),
            Restart = Fields.Text(fields, "restart"),
            User = Fields.Text(fields, "user"),
            Platform = Fields.Text(fields, "platform"),
            PullPolicy = Fields.Text(fields, "pull_policy"),
            NetworkMode = networkMode,
            IsReadOnly = Fields.Flag(fields, "read_only") ?? false,
            Init = Fields.Flag(fields, "init"),
            StopGracePeriod = Fields.Duration(fields, "stop_grace_period"),
            Extension = fields["x-slipway"] as YamlMapping,
            Definition = fields,
            Conflicts = conflicts,
        };
    }

    private static ComposeResources Resources(YamlMapping service, string kind, List<Problem> conflicts)
    {
        var resources = (service["deploy"] as YamlMapping)?["resources"] as YamlMapping;
        var own = resources?[kind] as YamlMapping;
        var isLimit = kind == "limits";
        if (isLimit)
        {
            Agree(service, "mem_limit", own, "memory", scalar => ComposeScalars.Size(scalar)?.Bytes, conflicts);
            Agree(service, "cpus", own, "cpus", ComposeScalars.Number, conflicts);
            Agree(service, "pids_limit", own, "pids", ComposeScalars.Number, conflicts);
        }

        return new ComposeResources
        {
            Memory = Fields.Size(own, "memory") ?? Fields.Size(service, isLimit ? "mem_limit" : "mem_reservation"),
            Cpus = Fields.Number(own, "cpus") ?? (isLimit ? Fields.Number(service, "cpus") : null),
            Pids = (long?)(Fields.Number(own, "pids") ?? (isLimit ? Fields.Number(service, "pids_limit") : null)),
        };
    }

    private static void Agree(
        YamlMapping service, string key, YamlMapping? limits, string limit, Func<YamlScalar, double?> read, List<Problem> conflicts)
    {
        if (service[key] is YamlScalar one && limits?[limit] is YamlScalar other && read(one) is { } value && read(other) is { } second && value != second)
            conflicts.Add(ComposeProblems.Disagree(one.Place, key, other.Place, $"deploy.resources.limits.{limit}"));
    }

    private static List<ComposeFileUse> FileUses(YamlValue? value)
    {
        var uses = new Dictionary<string, ComposeFileUse>(StringComparer.Ordinal);
        foreach (var item in (value as YamlSequence)?.Items ?? [])
        {
            var use = item switch
            {
                YamlScalar scalar => new ComposeFileUse(scalar.Text, null, scalar.Place),
                YamlMapping mapping when Fields.Text(mapping, "source") is { } source =>
                    new ComposeFileUse(source, Fields.Text(mapping, "target"), mapping.Place),
                _ => null,
            };
            if (use is not null)
                uses[use.Target ?? use.Source] = use;
        }

        return [.. uses.Values];
    }

    private static List<ComposeNetworkUse> Networks(YamlValue? value, Place service)
    {
        if (value is null || ComposeMerge.Keyed(value) is not YamlMapping { Entries.Count: > 0 } networks)
            return [new ComposeNetworkUse { Network = "default", Place = service }];
        return
        [
            .. networks.Entries.Select(entry => new ComposeNetworkUse
            {
                Network = entry.Key,
                Place = entry.Place,
                Aliases = Fields.Texts((entry.Value as YamlMapping)?["aliases"]),
                Ipv4Address = Fields.Text(entry.Value as YamlMapping, "ipv4_address"),
            }),
        ];
    }

    private static List<ComposeDependency> DependsOn(YamlMapping service)
    {
        var needed = new Dictionary<string, ComposeDependency>(StringComparer.Ordinal);
        if (service["depends_on"] is { } value && ComposeMerge.Keyed(value) is YamlMapping dependencies)
        {
            foreach (var entry in dependencies.Entries)
            {
                var fields = entry.Value as YamlMapping;
                needed[entry.Key] = new ComposeDependency
                {
                    Service = entry.Key,
                    Place = entry.Place,
                    Condition = fields?["condition"] is YamlScalar condition ? ComposeScalars.Condition(condition) ?? default : default,
                    IsRequired = Fields.Flag(fields, "required") ?? true,
                    Restarts = Fields.Flag(fields, "restart") ?? false,
                };
            }
        }

        foreach (var scalar in Implied(service))
        {
            var name = scalar.Text.Split(':')[0];
            needed.TryAdd(name, new ComposeDependency { Service = name, Place = scalar.Place, Restarts = true });
        }

        return [.. needed.Values];
    }

    private static IEnumerable<YamlScalar> Implied(YamlMapping service)
    {
        foreach (var key in (string[])["network_mode", "ipc", "pid", "uts", "cgroup"])
        {
            if (service[key] is YamlScalar mode && mode.Text.StartsWith("service:", StringComparison.Ordinal))
                yield return mode with { Text = mode.Text["service:".Length..] };
        }

        foreach (var key in (string[])["links", "volumes_from"])
        {
            foreach (var item in ((service[key] as YamlSequence)?.Items ?? []).OfType<YamlScalar>())
            {
                if (!item.Text.StartsWith("container:", StringComparison.Ordinal))
                    yield return item;
            }
        }
    }

    private ComposeBuild? Build(YamlMapping service, string path)
    {
        if (service["build"] is not { } value || ComposeMerge.Named(value, "context") is not YamlMapping build)
            return null;
        var context = Fields.Text(build, "context") ?? ".";
        var remote = ComposePaths.IsRemote(context);
        var inline = Fields.Text(build, "dockerfile_inline");
        if (inline is not null && build.Find("dockerfile") is { } both)
            problems.Add(ComposeProblems.WrongShape(both.Place, $"{path}.build.dockerfile", "left out beside 'dockerfile_inline'", "there too"));
        var args = Environment(build["args"]);
        return new ComposeBuild
        {
            Place = build.Place,
            Context = remote ? context : paths.Resolve(context),
            IsRemote = remote,
            Dockerfile = Fields.Text(build, "dockerfile") ?? "Dockerfile",
            DockerfileInline = inline,
            Target = Fields.Text(build, "target"),
            Args = Ordered.Of(args.Where(arg => arg.Value is not null), arg => arg.Key, arg => arg.Value!),
            Labels = Fields.Pairs(build["labels"]),
            Network = Fields.Text(build, "network"),
            CacheFrom = Fields.Texts(build["cache_from"]),
            CacheTo = Fields.Texts(build["cache_to"]),
            AdditionalContexts = Ordered.Of(
                Fields.Pairs(build["additional_contexts"]),
                pair => pair.Key,
                pair => ComposePaths.IsRemote(pair.Value) ? pair.Value : paths.Resolve(pair.Value)),
            Secrets = FileUses(build["secrets"]),
            Tags = Fields.Texts(build["tags"]),
            Platforms = Fields.Texts(build["platforms"]),
            NoCache = Fields.Flag(build, "no_cache") ?? false,
            Pull = Fields.Flag(build, "pull") ?? false,
        };
    }

    private IReadOnlyList<string>? Command(YamlMapping service, string key, string path)
    {
        if (service[key] is not YamlScalar { Kind: not YamlKind.Nothing } scalar)
            return service[key] is YamlSequence words ? Fields.Texts(words) : null;
        if (ShellWords.Split(scalar.Text) is { } split)
            return split;
        if (!scalar.IsUnresolved)
            problems.Add(ComposeProblems.WrongValue(scalar.Place, $"{path}.{key}", scalar.Written, "a command with closed quotes"));
        return null;
    }

    private IReadOnlyDictionary<string, string?> Environment(YamlValue? value) => Ordered.Of(
        value is not null && ComposeMerge.ToMapping(value) is YamlMapping mapping ? mapping.Entries : [],
        entry => entry.Key,
        entry => entry.Value is YamlScalar { Kind: not YamlKind.Nothing } scalar ? scalar.Text : lookup.Find(entry.Key));

    private List<ComposeEnvFile> EnvFiles(YamlValue? value)
    {
        var files = new List<ComposeEnvFile>();
        foreach (var item in value is YamlSequence sequence ? sequence.Items : value is null ? [] : [value])
        {
            if (item is YamlScalar { IsUnresolved: false } scalar)
                files.Add(new ComposeEnvFile(paths.Resolve(scalar.Text), IsRequired: true, scalar.Place));
            else if (item is YamlMapping mapping && Fields.Text(mapping, "path") is { } path)
                files.Add(new ComposeEnvFile(paths.Resolve(path), Fields.Flag(mapping, "required") ?? true, mapping.Place));
        }

        return files;
    }

    private List<ComposePort> Ports(YamlValue? value, string path)
    {
        var ports = new Dictionary<(string?, PortRange?, int, string), ComposePort>();
        var items = (value as YamlSequence)?.Items ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            IReadOnlyList<ComposePort> read = [];
            if (items[i] is YamlScalar scalar)
                PortReader.TryRead(scalar, out read);
            else if (items[i] is YamlMapping mapping && PortReader.Read(mapping, $"{path}[{i}]", problems) is { } one)
                read = [one];
            foreach (var port in read)
                ports[(port.HostIp, port.Published, port.Target, port.Protocol)] = port;
        }

        return [.. ports.Values];
    }

    private List<ComposeMount> Volumes(YamlValue? value, string path)
    {
        var mounts = new Dictionary<string, ComposeMount>(StringComparer.Ordinal);
        var items = (value as YamlSequence)?.Items ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            ComposeMount? mount = null;
            if (items[i] is YamlScalar { IsUnresolved: false } scalar)
                MountReader.TryRead(scalar, out mount);
            else if (items[i] is YamlMapping mapping)
                mount = MountReader.Read(mapping, $"{path}[{i}]", problems);
            if (mount is null)
                continue;
            var target = mount.Target.Length > 1 ? mount.Target.TrimEnd('/') : mount.Target;
            mounts[target] = mount with
            {
                Target = target,
                Source = mount is { Kind: MountKind.Bind, Source: { } source } ? paths.Resolve(source) : mount.Source,
            };
        }

        return [.. mounts.Values];
    }

    private ComposeHealthCheck? HealthCheck(YamlValue? value, string path)
    {
        if (value is not YamlMapping check)
            return null;
        var test = check["test"] is YamlScalar { Kind: not YamlKind.Nothing } command
            ? ["CMD-SHELL", command.Text]
            : Fields.Texts(check["test"]);
        if (test.Count > 0 && test[0] is not ("NONE" or "CMD" or "CMD-SHELL"))
        {
            var first = ((YamlSequence)check["test"]!).Items[0];
            problems.Add(ComposeProblems.WrongValue(first.Place, $"{path}.test", first.ToString()!, "NONE, CMD or CMD-SHELL at its beginning"));
        }

        return new ComposeHealthCheck
        {
            Place = check.Place,
            Test = test is ["NONE", ..] ? [] : test,
            IsDisabled = test is ["NONE", ..] || Fields.Flag(check, "disable") == true,
            Interval = Fields.Duration(check, "interval"),
            Timeout = Fields.Duration(check, "timeout"),
            Retries = (int?)Fields.Number(check, "retries"),
            StartPeriod = Fields.Duration(check, "start_period"),
            StartInterval = Fields.Duration(check, "start_interval"),
        };
    }
}
