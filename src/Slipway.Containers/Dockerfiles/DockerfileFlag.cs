namespace Slipway.Containers.Dockerfiles;

/// <summary>A flag of an instruction such as <c>--from=build</c>.</summary>
/// <param name="Name">The name, without dashes.</param>
/// <param name="Value">What follows <c>=</c>; empty where nothing does.</param>
/// <param name="Place">Where it is.</param>
public sealed record DockerfileFlag(string Name, string Value, Place Place)
{
    /// <summary>Whether there is a <c>=</c>.</summary>
    public bool HasValue { get; init; } = true;

    /// <summary>Whether a flag that is on or off is on.</summary>
    public bool IsOn => !HasValue || Value.Equals("true", StringComparison.OrdinalIgnoreCase);
}
