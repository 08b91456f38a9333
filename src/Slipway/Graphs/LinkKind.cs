namespace Slipway.Graphs;

/// <summary>What a reference from one target to another means.</summary>
internal enum LinkKind
{
    /// <summary>The other runs first, all of it.</summary>
    DependsOn,

    /// <summary>This one runs first whenever the other runs.</summary>
    DependentFor,

    /// <summary>Where both run, the other comes first.</summary>
    After,

    /// <summary>Where both run, the other comes first, and must succeed.</summary>
    OnlyAfter,

    /// <summary>Where both run, this one comes first.</summary>
    Before,

    /// <summary>The other runs whenever this one runs, after it, when it ended well.</summary>
    Triggers,

    /// <summary>This one runs whenever the other runs, after it, when it ended well.</summary>
    TriggeredBy,

    /// <summary>One node for each node of the other.</summary>
    ForEach,
}
