namespace Slipway;

/// <summary>How many nodes run at a time.</summary>
public enum Mode
{
    /// <summary>As many as fit the memory budget.</summary>
    Adaptive,

    /// <summary>One at a time: the lean mode for small machines.</summary>
    Sequential,

    /// <summary>Everything that is ready.</summary>
    Parallel,
}
