using static Slipway.Containers.Compose.Shapes;

namespace Slipway.Containers.Compose;

/// <summary>The shapes of parts of services.</summary>
internal static class ServiceShapes
{
    /// <summary>Limits by name.</summary>
    public static Shape Ulimits { get; } = new("a mapping of limits")
    {
        Values = new Shape("a number or a mapping with 'soft' and 'hard'")
        {
            Scalar = TextOrInteger.Scalar,
            Fields = Mapping(("soft", Integer with { Cast = ValueCast.Integer }), ("hard", Integer with { Cast = ValueCast.Integer })).Fields,
            Required = ["soft", "hard"],
            Cast = ValueCast.Integer,
            Merge = MergeRule.Replace,
            Long = LongForm.Ulimit,
            Type = NormalType.Ulimit,
        },
        Keys = key => key.Length > 0 && key.All(char.IsAsciiLetterLower),
        AllowsOtherKeys = true,
        Type = NormalType.Names,
    };

    /// <summary>The same in a build, where texts stay texts.</summary>
    public static Shape BuildUlimits { get; } = Ulimits with
    {
        Values = Ulimits.Values! with { Cast = ValueCast.None, Fields = Mapping(("soft", Integer), ("hard", Integer)).Fields },
    };

    /// <summary>A command that runs in a container at some moment.</summary>
    public static Shape Hook { get; } = Mapping(
        ("command", Command with { Merge = MergeRule.Deep }), ("user", Text), ("privileged", Flag), ("working_dir", Text),
        ("environment", Pairs with { Type = NormalType.Environment }));

    /// <summary>What a build reads secrets by.</summary>
    public static Shape BuildSecrets { get; } = ListOf(FileUse(ValueCast.None), "a list of names or mappings");

    /// <summary>The ports of a service.</summary>
    public static Shape Ports { get; } = new("a list of ports")
    {
        Items = new Shape("a port such as \"8080:80\"")
        {
            Scalar = TextOrNumber.Scalar,
            Fields = Mapping(
                ("name", Text), ("mode", Text), ("host_ip", Text),
                ("target", TextOrInteger with { Cast = ValueCast.Integer, Type = NormalType.Unsigned }),
                ("published", TextOrInteger with { Type = NormalType.Text }), ("protocol", Text), ("app_protocol", Text)).Fields,
            Type = NormalType.KeptFields,
        },
        IsDistinct = true,
        Identity = ItemIdentity.Port,
        Long = LongForm.Ports,
        Type = NormalType.List,
    };

    /// <summary>The mounts of a service.</summary>
    public static Shape Mounts { get; } = new("a list of volumes")
    {
        Items = new Shape("a volume such as ./data:/data")
        {
            Scalar = IsText,
            Fields = Mapping(
                ("type", Text), ("source", Text), ("target", Text), ("read_only", Flag with { Cast = ValueCast.Flag }), ("consistency", Text),
                ("bind", Mapping(
                    ("selinux", OneOf("z", "Z")), ("propagation", Text), ("create_host_path", Flag),
                    ("recursive", OneOf("enabled", "disabled", "writable", "readonly")))),
                ("volume", Mapping(("nocopy", Flag with { Cast = ValueCast.Flag }), ("subpath", Text))),
                ("tmpfs", Mapping(
                    ("size", Between(0, long.MaxValue) with { Type = NormalType.Size }),
                    ("mode", TextOrNumber with { Type = NormalType.Unsigned }))),
                ("image", Mapping(("subpath", Text)))).Fields,
            Required = ["type"],
            Long = LongForm.Mount,
            Path = PathRule.Mount,
            Type = NormalType.KeptFields,
        },
        IsDistinct = true,
        Identity = ItemIdentity.MountTarget,
        Type = NormalType.List,
    };

    /// <summary>The devices of a service.</summary>
    public static Shape Devices { get; } = ListOf(
        Mapping(("source", Text), ("target", Text), ("permissions", Text)) with
        {
            Expected = "a device such as /dev/a:/dev/b",
            Scalar = IsText,
            Required = ["source"],
            Long = LongForm.Device,
        },
        "a list of devices") with
    { Identity = ItemIdentity.DeviceTarget };

    /// <summary>The networks of a service.</summary>
    public static Shape Networks { get; } = new("a list of networks or a mapping")
    {
        Items = Text,
        IsDistinct = true,
        Values = Mapping(
            ("priority", TextOrNumber with { Scalar = IsNumber, Expected = "a number", Type = NormalType.Integer }),
            ("gw_priority", TextOrNumber with { Scalar = IsNumber, Expected = "a number", Type = NormalType.Dropped }),
            ("aliases", DistinctTexts with { Identity = ItemIdentity.Name }), ("ipv4_address", Text), ("ipv6_address", Text),
            ("link_local_ips", DistinctTexts with { Identity = ItemIdentity.Name }), ("mac_address", Text), ("driver_opts", Options), ("interface_name", Text with { IsNewer = true })).OrNothing,
        Keys = IsName,
        Merge = MergeRule.Networks,
        Long = LongForm.Networks,
        Type = NormalType.Names,
    };

    /// <summary>What a service waits for.</summary>
    public static Shape DependsOn { get; } = new("a list of services or a mapping")
    {
        Items = Text,
        IsDistinct = true,
        Values = Mapping(
            ("condition", OneOf("service_started", "service_healthy", "service_completed_successfully")),
            ("restart", Flag),
            ("required", new Shape("true or false") { Scalar = scalar => scalar.Kind == YamlKind.Flag, Type = NormalType.KeptFlag })) with
        {
            Required = ["condition"],
        },
        Keys = IsName,
        Merge = MergeRule.DependsOn,
        Long = LongForm.DependsOn,
        Type = NormalType.Names,
    };

    /// <summary>Files with variables.</summary>
    public static Shape EnvFiles { get; } = new("a file or a list of files")
    {
        Scalar = IsText,
        Items = new Shape("a file or a mapping with 'path'")
        {
            Scalar = IsText,
            Fields = Mapping(("path", Text with { Path = PathRule.Local }), ("required", Flag), ("format", Text)).Fields,
            AllowsExtensions = false,
            Required = ["path"],
            Type = NormalType.EnvFile,
        },
        Merge = MergeRule.Pairs,
        Identity = ItemIdentity.EnvFile,
        Long = LongForm.EnvFiles,
        Type = NormalType.List,
    };

    /// <summary>Files with labels.</summary>
    public static Shape LabelFiles { get; } = Texts with
    {
        Expected = "a file or a list of files",
        Items = Text with { Path = PathRule.Local },
        Scalar = IsText,
        Merge = MergeRule.Pairs,
        Long = LongForm.List,
    };

    /// <summary>The health check.</summary>
    public static Shape HealthCheck { get; } = Mapping(
        ("test", Command with { AllowsNothing = false, Scalar = scalar => scalar.Kind == YamlKind.Text, Type = NormalType.Test }), ("timeout", Duration), ("interval", Duration),
        ("retries", TextOrNumber with { Cast = ValueCast.Integer, Type = NormalType.KeptUnsigned }), ("start_period", Duration),
        ("start_interval", Duration), ("disable", Flag with { Cast = ValueCast.Flag }));

    /// <summary>Files that a service reads below <c>/run/secrets</c> or at a path.</summary>
    /// <param name="identity">What makes two of them the same.</param>
    public static Shape FileUses(ItemIdentity identity) =>
        ListOf(FileUse(ValueCast.Integer), "a list of names or mappings") with { Identity = identity };

    private static Shape FileUse(ValueCast mode) => Mapping(
        ("source", Text), ("target", Text), ("uid", Text), ("gid", Text),
        ("mode", TextOrNumber with { Cast = mode, Type = NormalType.KeptUnsigned })) with
    {
        Expected = "a name or a mapping",
        Scalar = IsText,
        Long = LongForm.FileUse,
    };
}
