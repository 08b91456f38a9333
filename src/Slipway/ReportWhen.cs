namespace Slipway;

/// <summary>Which runs leave a report: an HTML page, JSON, and a trace.</summary>
public enum ReportWhen
{
    /// <summary>Those that took a second, failed, or were stopped.</summary>
    Auto,

    /// <summary>All.</summary>
    Always,

    /// <summary>None.</summary>
    Never,
}
