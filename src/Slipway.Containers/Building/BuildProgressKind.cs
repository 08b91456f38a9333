namespace Slipway.Containers.Building;

/// <summary>What can happen in a build.</summary>
public enum BuildProgressKind
{
    /// <summary>A step has started.</summary>
    Started,

    /// <summary>A step has written a line.</summary>
    Output,

    /// <summary>A step has run and succeeded.</summary>
    Completed,

    /// <summary>A step did not have to run.</summary>
    Cached,

    /// <summary>A step has failed.</summary>
    Failed,

    /// <summary>The builder finds something questionable.</summary>
    Warning,
}
