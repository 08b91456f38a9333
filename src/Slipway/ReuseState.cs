namespace Slipway;

/// <summary>What a probe found about a node's earlier result.</summary>
public enum ReuseState
{
    /// <summary>It holds: the node need not run.</summary>
    UpToDate,

    /// <summary>It does not hold: the node runs.</summary>
    Stale,

    /// <summary>It cannot be known before earlier nodes have run.</summary>
    Unknown,
}
