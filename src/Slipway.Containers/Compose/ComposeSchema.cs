namespace Slipway.Containers.Compose;

/// <summary>The fields of the Compose Specification and what each may hold.</summary>
internal static class ComposeSchema
{
    private static readonly Shape Anything = new("anything") { AllowsAll = true };
    private static readonly Shape Text = new("a text") { Scalar = scalar => scalar.Kind == YamlKind.Text };

    private static readonly Shape TextOrNumber = new("a text or a number")
    {
        Scalar = scalar => scalar.Kind is YamlKind.Text or YamlKind.Integer or YamlKind.Fraction,
    };

    private static readonly Shape Plain = new("a text, a number or a boolean")
    {
        Scalar = scalar => scalar.Kind != YamlKind.Nothing,
    };

    private static readonly Shape Number = new("a number") { Scalar = scalar => ComposeScalars.Number(scalar) is not null };
    private static readonly Shape Flag = new("true or false") { Scalar = scalar => ComposeScalars.Flag(scalar) is not null };

    private static readonly Shape Duration = new("a duration such as 1m30s")
    {
        Scalar = scalar => ComposeScalars.Duration(scalar) is not null,
    };

    private static readonly Shape Size = new("a size such as 512m") { Scalar = scalar => ComposeScalars.Size(scalar) is not null };
    private static readonly Shape Texts = new("a list of texts") { Items = TextOrNumber };

    private static readonly Shape TextOrTexts = new("a text or a list of texts")
    {
        Scalar = Text.Scalar,
        Items = TextOrNumber,
    };

    private static readonly Shape Pairs = new("a mapping or a list of NAME=value")
    {
        Items = Text,
        Values = Plain.OrNothing,
    };

    private static readonly Shape Options = new("a mapping of options") { Values = Plain.OrNothing, AllowsNothing = true };

    private static readonly Shape Command = TextOrTexts.OrNothing with { Items = TextOrNumber };

    private static readonly Shape FileUses = new("a list of names or mappings")
    {
        Items = new Shape("a name or a mapping")
        {
            Scalar = Text.Scalar,
            Fields = Keys(("source", Text), ("target", Text), ("uid", TextOrNumber), ("gid", TextOrNumber), ("mode", TextOrNumber)),
        },
    };

    private static readonly Shape Ulimits = new("a mapping of limits")
    {
        Values = new Shape("a number or a mapping with 'soft' and 'hard'")
        {
            Scalar = Number.Scalar,
            Fields = Keys(("soft", Number), ("hard", Number)),
        },
    };

    private static readonly Shape Build = new("a folder or a mapping")
    {
        Scalar = Text.Scalar,
        Fields = Keys(
            ("context", Text), ("dockerfile", Text), ("dockerfile_inline", Text), ("args", Pairs), ("labels", Pairs),
            ("target", Text), ("network", Text), ("cache_from", Texts), ("cache_to", Texts), ("no_cache", Flag),
            ("no_cache_filter", TextOrTexts), ("pull", Flag), ("additional_contexts", Pairs), ("extra_hosts", Pairs),
            ("isolation", Text), ("privileged", Flag), ("secrets", FileUses), ("shm_size", Size), ("ssh", Pairs),
            ("tags", Texts), ("platforms", Texts), ("ulimits", Ulimits), ("entitlements", Texts),
            ("provenance", Plain), ("sbom", Plain)),
    };

    private static readonly Shape HealthCheck = new("a mapping")
    {
        Fields = Keys(
            ("test", TextOrTexts), ("interval", Duration), ("timeout", Duration), ("retries", Number),
            ("start_period", Duration), ("start_interval", Duration), ("disable", Flag)),
    };

    private static readonly Shape DependsOn = new("a list of services or a mapping")
    {
        Items = Text,
        Values = new Shape("a mapping")
        {
            Fields = Keys(
                ("condition", new Shape("service_started, service_healthy or service_completed_successfully")
                {
                    Scalar = scalar => ComposeScalars.Condition(scalar) is not null,
                }),
                ("restart", Flag),
                ("required", Flag)),
        },
    };

    private static readonly Shape Ports = new("a list of ports")
    {
        Items = new Shape("a port such as \"8080:80\"")
        {
            Scalar = scalar => PortReader.TryRead(scalar, out _),
            Fields = Keys(
                ("target", Number), ("published", TextOrNumber), ("host_ip", Text), ("protocol", Text), ("mode", Text),
                ("name", Text), ("app_protocol", Text)),
        },
    };

    private static readonly Shape Volumes = new("a list of volumes")
    {
        Items = new Shape("a volume such as ./data:/data")
        {
            Scalar = scalar => scalar.Kind == YamlKind.Text && MountReader.TryRead(scalar, out _),
            Fields = Keys(
                ("type", new Shape("volume, bind, tmpfs, npipe, cluster or image")
                {
                    Scalar = scalar => scalar.Text is "volume" or "bind" or "tmpfs" or "npipe" or "cluster" or "image",
                }),
                ("source", Text),
                ("target", Text),
                ("read_only", Flag),
                ("consistency", Text),
                ("bind", Mapping(("propagation", Text), ("create_host_path", Flag), ("selinux", Text), ("recursive", Text))),
                ("volume", Mapping(("nocopy", Flag), ("subpath", Text), ("labels", Pairs))),
                ("tmpfs", Mapping(("size", Size), ("mode", TextOrNumber))),
                ("image", Mapping(("subpath", Text)))),
        },
    };

    private static readonly Shape ServiceNetworks = new("a list of networks or a mapping")
    {
        Items = Text,
        Values = Mapping(
            ("aliases", Texts), ("ipv4_address", Text), ("ipv6_address", Text), ("link_local_ips", Texts),
            ("mac_address", Text), ("priority", Number), ("driver_opts", Options), ("gw_priority", Number),
            ("interface_name", Text)).OrNothing,
        AllowsNothing = true,
    };

    private static readonly Shape EnvFiles = new("a file or a list of files")
    {
        Scalar = Text.Scalar,
        Items = new Shape("a file or a mapping with 'path'")
        {
            Scalar = Text.Scalar,
            Fields = Keys(("path", Text), ("required", Flag), ("format", Text)),
        },
    };

    private static readonly Shape Resources = Mapping(
        ("cpus", Number), ("memory", Size with { Scalar = scalar => scalar.Kind == YamlKind.Text && Size.Scalar!(scalar) }), ("pids", Number), ("devices", Anything), ("generic_resources", Anything));

    private static readonly Shape Deploy = Mapping(
        ("mode", Text), ("endpoint_mode", Text), ("replicas", Number), ("labels", Pairs), ("rollback_config", Anything),
        ("update_config", Anything), ("resources", Mapping(("limits", Resources), ("reservations", Resources))),
        ("restart_policy", Anything), ("placement", Anything)).OrNothing;

    private static readonly Shape Service = new("a mapping")
    {
        Fields = Keys(
            ("annotations", Pairs), ("attach", Flag), ("blkio_config", Anything), ("build", Build), ("cap_add", Texts),
            ("cap_drop", Texts), ("cgroup", Text), ("cgroup_parent", Text), ("command", Command), ("configs", FileUses),
            ("container_name", Text), ("cpu_count", Number), ("cpu_percent", Number), ("cpu_shares", Number),
            ("cpu_quota", TextOrNumber), ("cpu_period", TextOrNumber), ("cpu_rt_period", TextOrNumber),
            ("cpu_rt_runtime", TextOrNumber), ("cpus", Number), ("cpuset", Text), ("credential_spec", Anything),
            ("depends_on", DependsOn), ("deploy", Deploy), ("develop", Anything), ("device_cgroup_rules", Texts),
            ("devices", Anything), ("dns", TextOrTexts), ("dns_opt", Texts), ("dns_search", TextOrTexts),
            ("domainname", Text), ("entrypoint", Command), ("env_file", EnvFiles), ("environment", Pairs),
            ("expose", Texts), ("extends", Anything), ("external_links", Texts), ("extra_hosts", Pairs), ("gpus", Anything),
            ("group_add", Texts), ("healthcheck", HealthCheck), ("hostname", Text), ("image", Text), ("init", Flag),
            ("ipc", Text), ("isolation", Text), ("label_file", TextOrTexts), ("labels", Pairs), ("links", Texts),
            ("logging", Mapping(("driver", Text), ("options", Options))), ("mac_address", Text), ("mem_limit", Size),
            ("mem_reservation", Size), ("mem_swappiness", Number), ("memswap_limit", TextOrNumber), ("models", Anything),
            ("network_mode", Text), ("networks", ServiceNetworks), ("oom_kill_disable", Flag), ("oom_score_adj", Number),
            ("pid", Text.OrNothing), ("pids_limit", Number), ("platform", Text), ("ports", Ports), ("post_start", Anything),
            ("pre_stop", Anything), ("privileged", Flag), ("profiles", Texts), ("provider", Anything), ("pull_policy", Text),
            ("read_only", Flag), ("restart", Text), ("runtime", Text), ("scale", Number), ("secrets", FileUses),
            ("security_opt", Texts), ("shm_size", Size), ("stdin_open", Flag), ("stop_grace_period", Duration),
            ("stop_signal", Text), ("storage_opt", Anything), ("sysctls", Pairs), ("tmpfs", TextOrTexts), ("tty", Flag),
            ("ulimits", Ulimits), ("use_api_socket", Flag), ("user", Text), ("userns_mode", Text), ("uts", Text),
            ("volumes", Volumes), ("volumes_from", Texts), ("working_dir", Text)),
    };

    private static readonly Shape External = new("true, false or a mapping with 'name'")
    {
        Scalar = Flag.Scalar,
        Fields = Keys(("name", Text)),
    };

    private static readonly Shape Network = Mapping(
        ("name", Text), ("driver", Text), ("driver_opts", Options), ("external", External), ("internal", Flag),
        ("enable_ipv4", Flag), ("enable_ipv6", Flag), ("attachable", Flag), ("labels", Pairs),
        ("ipam", Mapping(
            ("driver", Text),
            ("options", Options),
            ("config", new Shape("a list of mappings")
            {
                Items = Mapping(("subnet", Text), ("ip_range", Text), ("gateway", Text), ("aux_addresses", Options)),
            })))).OrNothing;

    private static readonly Shape Volume = Mapping(
        ("name", Text), ("driver", Text), ("driver_opts", Options), ("external", External), ("labels", Pairs)).OrNothing;

    private static readonly Shape FileObject = Mapping(
        ("name", Text), ("file", Text), ("environment", Text), ("content", Text), ("external", External), ("labels", Pairs),
        ("driver", Text), ("driver_opts", Options), ("template_driver", Text));

    /// <summary>A compose file as a whole.</summary>
    public static Shape File { get; } = new("a mapping")
    {
        Fields = Keys(
            ("name", Text), ("version", TextOrNumber), ("include", Anything), ("models", Anything),
            ("services", new Shape("a mapping of services") { Values = Service, AllowsNothing = true }),
            ("networks", new Shape("a mapping of networks") { Values = Network, AllowsNothing = true }),
            ("volumes", new Shape("a mapping of volumes") { Values = Volume, AllowsNothing = true }),
            ("secrets", new Shape("a mapping of secrets") { Values = FileObject, AllowsNothing = true }),
            ("configs", new Shape("a mapping of configs") { Values = FileObject, AllowsNothing = true })),
    };

    private static Shape Mapping(params (string Key, Shape Shape)[] fields) => new("a mapping") { Fields = Keys(fields) };

    private static Dictionary<string, Shape> Keys(params (string Key, Shape Shape)[] fields) =>
        fields.ToDictionary(field => field.Key, field => field.Shape, StringComparer.Ordinal);
}
