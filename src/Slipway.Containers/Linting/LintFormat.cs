namespace Slipway.Containers.Linting;

/// <summary>How findings are written.</summary>
public enum LintFormat
{
    /// <summary>For people: see <see cref="LintText"/>.</summary>
    Text,

    /// <summary>For programs: see <see cref="LintJson"/>.</summary>
    Json,

    /// <summary>For code hosts: see <see cref="LintSarif"/>.</summary>
    Sarif,
}
