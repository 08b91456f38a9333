namespace Slipway.Containers.Linting;

/// <summary>How grave a finding is; the names are those of SARIF 2.1.0, section 3.27.10.</summary>
public enum LintLevel
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Will hurt one day.</summary>
    Warning,

    /// <summary>Is wrong now: a secret that leaks, a port that two services want.</summary>
    Error,
}
