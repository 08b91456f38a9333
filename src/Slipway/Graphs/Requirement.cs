namespace Slipway.Graphs;

/// <summary>A parameter that must have a value where the target runs.</summary>
/// <param name="Parameter">The member that holds it.</param>
/// <param name="Value">Its value, given or by default.</param>
internal sealed record Requirement(string Parameter, Func<object?> Value);
