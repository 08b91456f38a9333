namespace Slipway.Containers.Volumes;

/// <summary>The labels of what is made for a while, so that it is found again after an interruption.</summary>
public static class VolumeLabels
{
    /// <summary>The compose project, on containers and volumes that hold things for a while.</summary>
    public const string Project = "io.slipway.volumes.project";

    /// <summary>What they are for: <c>copy</c>, <c>fresh</c>, <c>before</c>, <c>swap</c>, <c>database</c>.</summary>
    public const string Role = "io.slipway.volumes.role";

    /// <summary>On the copy of a volume: how that is made again, as JSON.</summary>
    public const string Original = "io.slipway.volumes.original";

    /// <summary>On the mark of a swap: the volumes that are being replaced, and that were there before.</summary>
    public const string Replaced = "io.slipway.volumes.replaced";

    /// <summary>On the mark of a swap: the volumes that were not there before.</summary>
    public const string Made = "io.slipway.volumes.made";
}
