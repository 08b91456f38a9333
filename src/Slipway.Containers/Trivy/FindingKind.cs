namespace Slipway.Containers.Trivy;

/// <summary>What a finding is about.</summary>
public enum FindingKind
{
    /// <summary>A package with a known weakness.</summary>
    Vulnerability,

    /// <summary>Something that looks like a password, key or token.</summary>
    Secret,

    /// <summary>A setting that is better otherwise.</summary>
    Misconfiguration,
}
