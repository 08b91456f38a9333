using static Slipway.Containers.Compose.Shapes;

namespace Slipway.Containers.Compose;

/// <summary>The shapes of <c>deploy</c>, <c>gpus</c>, <c>develop</c> and <c>blkio_config</c>.</summary>
internal static class DeployShapes
{
    private static readonly Shape DeviceRequest = Mapping(
        ("capabilities", DistinctTexts), ("driver", Text), ("count", TextOrInteger with { Type = NormalType.DeviceCount }),
        ("device_ids", DistinctTexts), ("options", Pairs));

    private static readonly Shape Updating = Mapping(
        ("parallelism", TextOrInteger with { Cast = ValueCast.Integer, Type = NormalType.KeptUnsigned }),
        ("delay", Text with { Type = NormalType.Duration }), ("failure_action", Text), ("monitor", Text with { Type = NormalType.Duration }),
        ("max_failure_ratio", Number with { Cast = ValueCast.Number }), ("order", OneOf("start-first", "stop-first")));

    /// <summary>GPUs: <c>all</c> or a list.</summary>
    public static Shape Gpus { get; } = ListOf(DeviceRequest with { AllowsOtherKeys = true }, "'all' or a list of mappings") with
    {
        Scalar = scalar => scalar is { Kind: YamlKind.Text, Text: "all" },
        Long = LongForm.Gpus,
    };

    /// <summary><c>deploy</c>.</summary>
    public static Shape Deploy { get; } = Mapping(
        ("mode", Text),
        ("replicas", TextOrInteger with { Cast = ValueCast.Integer, Type = NormalType.KeptInteger }),
        ("labels", MergedPairs),
        ("update_config", Updating),
        ("rollback_config", Updating),
        ("resources", Mapping(
            ("limits", Mapping(
                ("cpus", TextOrNumber with { Type = NormalType.Processors }),
                ("memory", Text with { Type = NormalType.Size }),
                ("pids", Integer))),
            ("reservations", Mapping(
                ("cpus", TextOrNumber with { Type = NormalType.Processors }),
                ("memory", Text with { Type = NormalType.Size }),
                ("devices", ListOf(DeviceRequest with { Required = ["capabilities"] }, "a list of mappings")),
                ("generic_resources", ListOf(
                    Mapping(("discrete_resource_spec", Mapping(("kind", Text with { Type = NormalType.KeptText }), ("value", TextOrNumber with { Type = NormalType.KeptInteger })))),
                    "a list of mappings"))))) with
        { Type = NormalType.ImpliedFields }),
        ("restart_policy", Mapping(
            ("condition", Text), ("delay", Duration),
            ("max_attempts", TextOrInteger with { Cast = ValueCast.Integer, Type = NormalType.KeptUnsigned }), ("window", Duration))),
        ("placement", Mapping(
            ("constraints", Texts),
            ("preferences", ListOf(Mapping(("spread", Text)), "a list of mappings")),
            ("max_replicas_per_node", TextOrInteger with { Cast = ValueCast.Integer, Type = NormalType.Unsigned })) with
        { Type = NormalType.ImpliedFields }),
        ("endpoint_mode", Text)).OrNothing;

    /// <summary><c>develop</c>.</summary>
    public static Shape Develop { get; } = Mapping(
        ("watch", ListOf(
            Mapping(
                ("path", Text with { Path = PathRule.WithoutLinks }),
                ("action", OneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec")), ("target", Text), ("exec", ServiceShapes.Hook with { Type = NormalType.ImpliedFields }),
                ("ignore", Texts)) with
            { Required = ["path", "action"] },
            "a list of mappings"))).OrNothing;

    /// <summary><c>blkio_config</c>.</summary>
    public static Shape BlockDevices { get; } = Mapping(
        ("weight", TextOrInteger with { Type = NormalType.Unsigned }),
        ("weight_device", ListOf(
            Mapping(("path", Text), ("weight", TextOrInteger with { Type = NormalType.KeptUnsigned })) with { AllowsExtensions = false },
            "a list of mappings")),
        ("device_read_bps", Throttles()), ("device_read_iops", Throttles()), ("device_write_bps", Throttles()),
        ("device_write_iops", Throttles())) with
    { AllowsExtensions = false };

    private static Shape Throttles() => ListOf(
        Mapping(("path", Text), ("rate", TextOrInteger with { Type = NormalType.KeptSize })) with { AllowsExtensions = false }, "a list of mappings");
}
