namespace Slipway;

/// <summary>How much a run prints. Everything is kept in the log files whatever is printed.</summary>
public enum Verbosity
{
    /// <summary>Starts and ends of nodes, and what nodes say of their progress.</summary>
    Normal,

    /// <summary>Warnings, failures and the summary only.</summary>
    Quiet,

    /// <summary>Also every line that tools write.</summary>
    Verbose,
}
