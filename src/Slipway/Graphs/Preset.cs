namespace Slipway.Graphs;

/// <summary>A parameter's value for a run that asks for the target by name.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Value">Its value.</param>
internal sealed record Preset(string Parameter, object? Value);
