namespace Slipway.Reports;

/// <summary>What the cells of a column mean. Numbers are written in the invariant culture.</summary>
public enum ReportColumnKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>Words in which every character counts: a digest, a path, what a program printed, also over several lines.</summary>
    Code,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number of bytes.</summary>
    Bytes,

    /// <summary>A change of a number of bytes, with its sign.</summary>
    BytesChange,

    /// <summary>A duration in milliseconds.</summary>
    Milliseconds,

    /// <summary>A time from start to end in milliseconds, such as <c>120..4500</c>; shown as a bar among the others of its column.</summary>
    Interval,

    /// <summary>How grave it is: <c>critical</c>, <c>high</c>, <c>medium</c>, <c>low</c>, <c>unknown</c>, or <c>ok</c>.</summary>
    Severity,
}
