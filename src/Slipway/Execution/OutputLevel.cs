namespace Slipway.Execution;

/// <summary>How much a line matters to the reader.</summary>
internal enum OutputLevel
{
    /// <summary>What a tool wrote.</summary>
    Detail,

    /// <summary>How far the work is.</summary>
    Progress,

    /// <summary>Something to look at.</summary>
    Warning,
}
