namespace Slipway;

/// <summary>A value that the person who runs the build may give.</summary>
/// <remarks>
/// Command line (<c>--registry-user</c>) before environment (<c>SLIPWAY_REGISTRY_USER</c>) before
/// <c>.nuke/parameters.json</c> (<c>RegistryUser</c>) before the default in the code. Properties read their value with
/// <c>Get(default)</c>; fields are set before targets are read.
/// </remarks>
/// <param name="description">One sentence for <c>--help</c> and the schema.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ParameterAttribute(string description) : Attribute
{
    /// <summary>One sentence for <c>--help</c> and the schema.</summary>
    public string Description { get; } = description;

    /// <summary>The name that people use, where the member's own is taken by something else of the build.</summary>
    public string? Name { get; init; }

    /// <summary>For a flag: the target that giving it asks for.</summary>
    public string? Requests { get; init; }

    /// <summary>The environment variable to read instead of <c>SLIPWAY_</c> and the name.</summary>
    public string? Environment { get; init; }
}
