namespace Slipway.Containers.Compose;

/// <summary>Makes a <see cref="ComposeService"/> of a mapping in long forms.</summary>
/// <param name="variables">Reads files with variables and labels.</param>
internal sealed class ServiceReader(ServiceFiles variables)
{
    /// <summary>The service.</summary>
    /// <param name="entry">Its key and fields.</param>
    public ComposeService Read(YamlEntry entry)
    {
        var fields = entry.Value as YamlMapping ?? Yaml.Mapping(entry.Place);
        var deploy = fields["deploy"] as YamlMapping;
        var problems = new List<Problem>();
        var environment = Fields.Variables(fields["environment"]);
        var envFiles = EnvFiles(fields["env_file"]);
        var networkMode = Fields.Text(fields, "network_mode");
        return new ComposeService
        {
            Name = entry.Key,
            Place = entry.Place,
            Image = Fields.Text(fields, "image"),
            Build = fields["build"] is YamlMapping build ? BuildReader.Read(build) : null,
            Command = Command(fields["command"]),
            Entrypoint = Command(fields["entrypoint"]),
            Environment = environment,
            EnvFiles = envFiles,
            AllVariables = variables.Read(entry.Key, envFiles, environment, problems),
            Ports = [.. Fields.Mappings(fields["ports"]).Select(Port).OfType<ComposePort>()],
            Expose = Fields.Texts(fields["expose"]),
            DependsOn = [.. Fields.Entries(fields["depends_on"]).Select(Dependency)],
            HealthCheck = fields["healthcheck"] is YamlMapping check ? HealthCheck(check) : null,
            Profiles = Fields.Texts(fields["profiles"]),
            Volumes = [.. Fields.Mappings(fields["volumes"]).Select(Mount).OfType<ComposeMount>()],
            Networks = networkMode is null ? [.. Fields.Entries(fields["networks"]).Select(Network)] : [],
            Secrets = Fields.FileUses(fields["secrets"]),
            Configs = Fields.FileUses(fields["configs"]),
            Limits = Resources(fields, "limits"),
            Reservations = Resources(fields, "reservations"),
            Labels = Fields.Pairs(fields["labels"]),
            FileLabels = variables.ReadLabels(entry.Key, fields["label_file"], problems),
            ContainerName = Fields.Text(fields, "container_name"),
            Replicas = (int)(Fields.Number(fields, "scale") ?? Fields.Number(deploy, "replicas") ?? 1),
            Restart = Fields.Text(fields, "restart"),
            User = Fields.Text(fields, "user"),
            Platform = Fields.Text(fields, "platform"),
            PullPolicy = Fields.Text(fields, "pull_policy"),
            NetworkMode = networkMode,
            IsReadOnly = Fields.Flag(fields, "read_only") ?? false,
            Init = Fields.Flag(fields, "init"),
            StopGracePeriod = Fields.Duration(fields, "stop_grace_period"),
            Ulimits = Fields.Ulimits(fields["ulimits"]),
            ExtraHosts = Fields.Hosts(fields["extra_hosts"]),
            Devices = [.. Fields.Mappings(fields["devices"]).Select(Device)],
            Logging = fields["logging"] is YamlMapping logging ? new ComposeLogging(Fields.Text(logging, "driver"), Fields.Pairs(logging["options"])) : null,
            CapAdd = Fields.Texts(fields["cap_add"]),
            CapDrop = Fields.Texts(fields["cap_drop"]),
            SecurityOptions = Fields.Texts(fields["security_opt"]),
            IsPrivileged = Fields.Flag(fields, "privileged") ?? false,
            ShmSize = Fields.Size(fields, "shm_size"),
            Tmpfs = Fields.Texts(fields["tmpfs"]),
            Sysctls = Fields.Pairs(fields["sysctls"]),
            Watch = [.. Fields.Mappings((fields["develop"] as YamlMapping)?["watch"]).Select(Watch)],
            PostStart = [.. Fields.Mappings(fields["post_start"]).Select(Hook)],
            PreStop = [.. Fields.Mappings(fields["pre_stop"]).Select(Hook)],
            WorkingFolder = Fields.Text(fields, "working_dir"),
            Hostname = Fields.Text(fields, "hostname"),
            Extension = fields["x-slipway"] as YamlMapping,
            Definition = fields,
            FileProblems = problems,
        };
    }

    private static IReadOnlyList<string>? Command(YamlValue? value) => value switch
    {
        YamlScalar { Kind: YamlKind.Text, IsUnresolved: false } text => ShellWords.Split(text.Text),
        YamlSequence words => Fields.Texts(words),
        _ => null,
    };

    private static ComposeResources Resources(YamlMapping service, string kind)
    {
        var own = ((service["deploy"] as YamlMapping)?["resources"] as YamlMapping)?[kind] as YamlMapping;
        var isLimit = kind == "limits";
        return new ComposeResources
        {
            Memory = Fields.Size(own, "memory") ?? Fields.Size(service, isLimit ? "mem_limit" : "mem_reservation"),
            Cpus = Fields.Number(own, "cpus") ?? (isLimit ? Fields.Number(service, "cpus") : null),
            Pids = Fields.Integer(own, "pids") ?? (isLimit ? Fields.Integer(service, "pids_limit") : null),
        };
    }

    private static ComposeNetworkUse Network(YamlEntry entry) => new()
    {
        Network = entry.Key,
        Place = entry.Place,
        Aliases = Fields.Texts((entry.Value as YamlMapping)?["aliases"]),
        Ipv4Address = Fields.Text(entry.Value as YamlMapping, "ipv4_address"),
    };

    private static ComposeDependency Dependency(YamlEntry entry)
    {
        var fields = entry.Value as YamlMapping;
        return new ComposeDependency
        {
            Service = entry.Key,
            Place = entry.Place,
            Condition = fields?["condition"] is YamlScalar condition ? ComposeScalars.Condition(condition) ?? default : default,
            IsRequired = Fields.Flag(fields, "required") ?? true,
            Restarts = Fields.Flag(fields, "restart") ?? false,
        };
    }

    private static List<ComposeEnvFile> EnvFiles(YamlValue? value) =>
    [
        .. Fields.Mappings(value).Where(file => Fields.Text(file, "path") is not null).Select(file =>
            new ComposeEnvFile(Fields.Text(file, "path")!, Fields.Flag(file, "required") ?? true, file.Place) { Format = Fields.Text(file, "format") }),
    ];

    private static ComposePort? Port(YamlMapping port) => Fields.Integer(port, "target") is not (>= 0 and <= ushort.MaxValue) ? null : new ComposePort
    {
        Place = port.Place,
        Target = (int)Fields.Integer(port, "target")!,
        Published = Fields.Text(port, "published") is { Length: > 0 } published && PortRange.TryParse(published, out var range) ? range : null,
        HostIp = Fields.Text(port, "host_ip"),
        Protocol = Fields.Text(port, "protocol") ?? "tcp",
        Mode = Fields.Text(port, "mode") ?? "ingress",
    };

    private static ComposeMount? Mount(YamlMapping mount) => Fields.Text(mount, "target") is not { } target ? null : new ComposeMount
    {
        Place = mount.Place,
        Kind = Fields.Text(mount, "type") switch
        {
            "volume" => MountKind.Volume,
            "bind" => MountKind.Bind,
            "tmpfs" => MountKind.Tmpfs,
            _ => MountKind.Other,
        },
        Source = Fields.Text(mount, "source") is { Length: > 0 } source ? source : null,
        Target = target,
        IsReadOnly = Fields.Flag(mount, "read_only") ?? false,
        CreatesHostPath = Fields.Flag(mount["bind"] as YamlMapping, "create_host_path") ?? false,
    };

    private static ComposeHealthCheck HealthCheck(YamlMapping check)
    {
        var test = check["test"] is YamlScalar { Kind: YamlKind.Text } command ? ["CMD-SHELL", command.Text] : Fields.Texts(check["test"]);
        return new ComposeHealthCheck
        {
            Place = check.Place,
            Test = test is ["NONE", ..] ? [] : test,
            IsDisabled = test is ["NONE", ..] || Fields.Flag(check, "disable") == true,
            Interval = Fields.Duration(check, "interval"),
            Timeout = Fields.Duration(check, "timeout"),
            Retries = (int?)Fields.Integer(check, "retries"),
            StartPeriod = Fields.Duration(check, "start_period"),
            StartInterval = Fields.Duration(check, "start_interval"),
        };
    }

    private static ComposeDevice Device(YamlMapping device)
    {
        var source = Fields.Text(device, "source") ?? "";
        return new ComposeDevice(source, Fields.Text(device, "target") ?? source, Fields.Text(device, "permissions") ?? "rwm");
    }

    private static ComposeHook Hook(YamlMapping hook) => new()
    {
        Command = Command(hook["command"]) ?? [],
        User = Fields.Text(hook, "user"),
        IsPrivileged = Fields.Flag(hook, "privileged") ?? false,
        WorkingFolder = Fields.Text(hook, "working_dir"),
        Environment = Fields.Variables(hook["environment"]),
    };

    private static ComposeWatch Watch(YamlMapping watch) => new()
    {
        Place = watch.Place,
        Path = Fields.Text(watch, "path") ?? "",
        Action = Fields.Text(watch, "action") ?? "",
        Target = Fields.Text(watch, "target"),
        Ignore = Fields.Texts(watch["ignore"]),
        Exec = watch["exec"] is YamlMapping hook ? Hook(hook) : null,
    };
}
