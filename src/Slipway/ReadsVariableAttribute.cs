namespace Slipway;

/// <summary>Names an environment variable that a build or a component reads by itself, beside its parameters.</summary>
/// <remarks>A variable that starts with <c>SLIPWAY_</c> and that nothing reads is warned of: it is often misspelt.</remarks>
/// <param name="name">The variable's name.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class ReadsVariableAttribute(string name) : Attribute
{
    /// <summary>The variable's name.</summary>
    public string Name { get; } = name;
}
