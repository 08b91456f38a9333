namespace Slipway.Containers.Trivy;

/// <summary>How bad a finding is, least first.</summary>
public enum Severity
{
    /// <summary>Nobody has said yet.</summary>
    Unknown,

    /// <summary>Low.</summary>
    Low,

    /// <summary>Medium.</summary>
    Medium,

    /// <summary>High.</summary>
    High,

    /// <summary>Critical.</summary>
    Critical,
}
