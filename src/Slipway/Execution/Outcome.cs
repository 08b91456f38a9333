namespace Slipway.Execution;

/// <summary>How a node ended.</summary>
internal enum Outcome
{
    /// <summary>It ran to its end.</summary>
    Done,

    /// <summary>Its earlier result held.</summary>
    UpToDate,

    /// <summary>It was not to run.</summary>
    Skipped,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>Something that it needs failed, or the run was stopped before it started.</summary>
    NotRun,

    /// <summary>It was stopped while it ran.</summary>
    Interrupted,
}
