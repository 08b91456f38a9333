namespace Slipway.Containers.Trivy;

/// <summary>Which vulnerability database a scan had.</summary>
/// <param name="IsUsed">Whether vulnerabilities were looked for at all.</param>
/// <param name="Updated">The age of the database's knowledge; <see langword="null"/> where there is none.</param>
/// <param name="Reason">Why there is none, or why it is not today's; empty where all is well.</param>
public sealed record DatabaseState(bool IsUsed, DateTimeOffset? Updated, string Reason)
{
    /// <summary>One line for people, for the summary of a run.</summary>
    public override string ToString() => (IsUsed, Reason.Length) switch
    {
        (true, 0) => $"vulnerability database of {Updated:yyyy-MM-dd}",
        (true, _) => $"vulnerability database of {Updated:yyyy-MM-dd}, not newer: {Reason}",
        _ => $"vulnerabilities NOT scanned: {Reason}",
    };
}
