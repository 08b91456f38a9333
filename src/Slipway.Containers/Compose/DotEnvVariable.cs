namespace Slipway.Containers.Compose;

/// <summary>A variable of an environment file.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value, quotes removed and variables replaced; may be secret.</param>
/// <param name="Place">Where it is written.</param>
public sealed record DotEnvVariable(string Name, string Value, Place Place)
{
    /// <summary><c>NAME=***</c>: the value may be secret.</summary>
    public override string ToString() => $"{Name}=***";
}
