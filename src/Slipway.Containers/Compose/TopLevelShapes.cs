using static Slipway.Containers.Compose.Shapes;

namespace Slipway.Containers.Compose;

/// <summary>The shapes of networks, volumes, secrets and configs.</summary>
internal static class TopLevelShapes
{
    private static readonly Shape External = Mapping(("name", Text)) with
    {
        Expected = "true, false or a mapping with 'name'",
        Scalar = Flag.Scalar,
        Cast = ValueCast.Flag,
        Type = NormalType.Flag,
    };

    private static readonly Shape CastFlag = Flag with { Cast = ValueCast.Flag };

    /// <summary>A network.</summary>
    public static Shape Network { get; } = Mapping(
        ("name", Text), ("driver", Text), ("driver_opts", Options),
        ("ipam", Mapping(
            ("driver", Text),
            ("config", ListOf(
                Mapping(
                    ("subnet", Text), ("gateway", Text), ("ip_range", Text),
                    ("aux_addresses", Options with { Values = Text, AllowsOtherKeys = false })),
                "a list of mappings") with
            { Merge = MergeRule.AddressPools }),
            ("options", Options with { Values = Text, AllowsOtherKeys = false, Type = NormalType.Dropped })) with
        { Type = NormalType.ImpliedFields }),
        ("external", External), ("internal", CastFlag), ("attachable", CastFlag), ("labels", MergedPairs),
        ("enable_ipv4", CastFlag with { Type = NormalType.KeptFlag }), ("enable_ipv6", CastFlag with { Type = NormalType.KeptFlag })) with
    {
        AllowsNothing = true,
        Long = LongForm.External,
    };

    /// <summary>A volume.</summary>
    public static Shape Volume { get; } = Mapping(
        ("name", Text), ("driver", Text), ("driver_opts", Options), ("external", External),
        ("labels", Pairs with { Merge = MergeRule.Pairs })) with
    {
        AllowsNothing = true,
        Long = LongForm.External,
        Path = PathRule.VolumeDevice,
    };

    /// <summary>A secret.</summary>
    public static Shape Secret { get; } = Mapping(
        ("name", Text), ("file", Text with { Path = PathRule.LocalOrWindows }), ("environment", Text),
        ("external", External with { AllowsOtherKeys = true }), ("labels", Pairs), ("driver", Text),
        ("driver_opts", Options with { Type = NormalType.StrictOptions }), ("template_driver", Text)) with
    { Long = LongForm.External };

    /// <summary>A config.</summary>
    public static Shape Config { get; } = Mapping(
        ("name", Text), ("file", Text with { Path = PathRule.LocalOrWindows }), ("environment", Text), ("content", Text),
        ("external", External with { AllowsOtherKeys = true }), ("labels", Pairs), ("template_driver", Text)) with
    { Long = LongForm.External };
}
