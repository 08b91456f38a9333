using static Slipway.Containers.Compose.Shapes;

namespace Slipway.Containers.Compose;

/// <summary>The fields of the Compose Specification, in the order of the normal form.</summary>
internal static class ComposeSchema
{
    private static readonly Shape LongInteger = TextOrNumber with { Cast = ValueCast.Integer, Type = NormalType.Integer };
    private static readonly Shape CastFlag = Flag with { Cast = ValueCast.Flag };

    // Versions of the specification after the one of compose 2.26 have these.
    private static readonly Shape Newer = Anything with { IsNewer = true };

    private static readonly Shape Build = Mapping(
        ("context", Text with { Path = PathRule.Context }), ("dockerfile", Text), ("dockerfile_inline", Text), ("entitlements", Texts),
        ("args", MergedPairs with { Type = NormalType.Environment }),
        ("ssh", Pairs with { Long = LongForm.Ssh, Type = NormalType.Ssh, Values = Pairs.Values! with { Path = PathRule.LocalOrWindows } }),
        ("labels", MergedPairs), ("cache_from", Texts), ("cache_to", Texts), ("no_cache", Flag),
        ("additional_contexts", MergedPairs with { Long = LongForm.Pairs, Values = Pairs.Values! with { Path = PathRule.Context } }), ("pull", Flag),
        ("extra_hosts", Hosts), ("isolation", Text), ("network", Text), ("target", Text), ("secrets", ServiceShapes.BuildSecrets),
        ("shm_size", TextOrInteger with { Type = NormalType.Size }), ("tags", Texts with { Identity = ItemIdentity.Name }),
        ("ulimits", ServiceShapes.BuildUlimits), ("platforms", Texts), ("privileged", Flag), ("no_cache_filter", TextOrTexts with { IsNewer = true }),
        ("provenance", Newer), ("sbom", Newer)) with
    {
        Expected = "a folder or a mapping",
        Scalar = IsText,
        Merge = MergeRule.Build,
        Long = LongForm.Build,
    };

    private static readonly Shape PullPolicy = OneOf("always", "never", "if_not_present", "build", "missing") with
    {
        NewerScalar = scalar => scalar is { Kind: YamlKind.Text, Text: "refresh" or "daily" or "weekly" } || scalar.Text.StartsWith("every_", StringComparison.Ordinal),
    };

    private static readonly Shape Logging = Mapping(
        ("driver", Text),
        ("options", Options with { Values = TextOrNumber.OrNothing })) with
    { Merge = MergeRule.Logging };

    /// <summary>A service.</summary>
    public static Shape Service { get; } = Mapping(
        ("profiles", DistinctTexts with { Identity = ItemIdentity.Name }), ("annotations", MergedPairs),
        ("attach", Flag with { Type = NormalType.KeptFlag }), ("build", Build), ("develop", DeployShapes.Develop),
        ("blkio_config", DeployShapes.BlockDevices), ("cap_add", DistinctTexts with { Identity = ItemIdentity.Name }),
        ("cap_drop", DistinctTexts with { Identity = ItemIdentity.Name }), ("cgroup_parent", Text), ("cgroup", OneOf("host", "private")),
        ("cpu_count", Between(0, long.MaxValue) with { Cast = ValueCast.Integer }),
        ("cpu_percent", Between(0, 100) with { Cast = ValueCast.Number, Type = NormalType.Number }), ("cpu_period", LongInteger),
        ("cpu_quota", LongInteger), ("cpu_rt_period", LongInteger), ("cpu_rt_runtime", LongInteger),
        ("cpus", Number with { Cast = ValueCast.Number }), ("cpuset", Text), ("cpu_shares", LongInteger), ("command", Command),
        ("configs", ServiceShapes.FileUses(ItemIdentity.Config)), ("container_name", Text),
        ("credential_spec", Mapping(("config", Text), ("file", Text), ("registry", Text))), ("depends_on", ServiceShapes.DependsOn),
        ("deploy", DeployShapes.Deploy), ("device_cgroup_rules", DistinctTexts), ("devices", ServiceShapes.Devices),
        ("dns", TextOrTexts with { Merge = MergeRule.Pairs, Identity = ItemIdentity.Name, Long = LongForm.List }),
        ("dns_opt", DistinctTexts with { Merge = MergeRule.Pairs, Identity = ItemIdentity.Name }),
        ("dns_search", TextOrTexts with { Merge = MergeRule.Pairs, Identity = ItemIdentity.Name }), ("domainname", Text),
        ("entrypoint", Command), ("environment", MergedPairs with { Type = NormalType.Environment }), ("env_file", ServiceShapes.EnvFiles),
        ("expose", new Shape("a list of ports") { Items = TextOrNumber, IsDistinct = true, Identity = ItemIdentity.Expose, Type = NormalType.Texts }),
        ("extends", Mapping(("file", Text with { Path = PathRule.Local }), ("service", Text)) with
        {
            Expected = "a service or a mapping",
            Scalar = IsText,
            AllowsExtensions = false,
            Required = ["service"],
            Long = LongForm.Extends,
        }),
        ("external_links", DistinctTexts), ("extra_hosts", Hosts),
        ("group_add", new Shape("a list of groups") { Items = TextOrNumber, IsDistinct = true, Type = NormalType.Texts }),
        ("gpus", DeployShapes.Gpus), ("hostname", Text), ("healthcheck", ServiceShapes.HealthCheck), ("image", Text),
        ("init", CastFlag with { Type = NormalType.KeptFlag }), ("ipc", Text), ("isolation", Text), ("labels", MergedPairs),
        ("label_file", ServiceShapes.LabelFiles), ("links", DistinctTexts with { Identity = ItemIdentity.Name }), ("logging", Logging),
        ("mem_limit", Size), ("mem_reservation", TextOrInteger with { Type = NormalType.Size }), ("memswap_limit", Size),
        ("mem_swappiness", TextOrInteger with { Type = NormalType.Size }), ("mac_address", Text), ("network_mode", Text),
        ("networks", ServiceShapes.Networks), ("oom_kill_disable", CastFlag), ("oom_score_adj", Between(-1000, 1000) with { Cast = ValueCast.Integer }),
        ("pid", Text.OrNothing), ("pids_limit", LongInteger), ("platform", Text), ("ports", ServiceShapes.Ports),
        ("privileged", CastFlag), ("pull_policy", PullPolicy), ("read_only", CastFlag),
        ("restart", Text), ("runtime", Text), ("scale", TextOrInteger with { Cast = ValueCast.Integer, Type = NormalType.KeptInteger }),
        ("secrets", ServiceShapes.FileUses(ItemIdentity.Secret)), ("security_opt", DistinctTexts), ("shm_size", Size), ("stdin_open", CastFlag),
        ("stop_grace_period", Duration), ("stop_signal", Text),
        ("storage_opt", Options with { Values = Anything, Keys = null, Type = NormalType.StrictOptions }),
        ("sysctls", MergedPairs), ("tmpfs", TextOrTexts with { Merge = MergeRule.Pairs, Identity = ItemIdentity.Name }), ("tty", CastFlag),
        ("ulimits", ServiceShapes.Ulimits), ("user", Text), ("userns_mode", Text), ("uts", Text), ("volumes", ServiceShapes.Mounts),
        ("volumes_from", DistinctTexts), ("working_dir", Text), ("post_start", ListOf(ServiceShapes.Hook, "a list of mappings")),
        ("pre_stop", ListOf(ServiceShapes.Hook, "a list of mappings")), ("use_api_socket", Newer), ("models", Newer), ("provider", Newer));

    /// <summary>A compose file as a whole.</summary>
    public static Shape File { get; } = new("a mapping")
    {
        Fields = Mapping(
            ("name", Text), ("version", Text),
            ("include", new Shape("a list of files")
            {
                // Compose takes these apart before it looks at fields: those that it does not know mean nothing.
                Items = Mapping(("path", TextOrTexts.OrNothing), ("project_directory", TextOrNumber), ("env_file", TextOrTexts.OrNothing)) with
                {
                    Expected = "a file or a mapping",
                    Scalar = IsText,
                    AllowsOtherKeys = true,
                    AllowsNothing = true,
                },
            }),
            ("services", Section("services", Service)),
            ("networks", Section("networks", TopLevelShapes.Network) with { AllowsOtherKeys = true }),
            ("volumes", Section("volumes", TopLevelShapes.Volume)),
            ("secrets", Section("secrets", TopLevelShapes.Secret)),
            ("configs", Section("configs", TopLevelShapes.Config)), ("models", Newer)).Fields,
    };

    private static Shape Section(string name, Shape values) =>
        new($"a mapping of {name}") { Values = values, Keys = IsName, Type = NormalType.Names };
}
