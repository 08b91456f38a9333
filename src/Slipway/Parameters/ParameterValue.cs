namespace Slipway.Parameters;

/// <summary>A value that somebody gave.</summary>
/// <param name="Value">Of the parameter's type.</param>
/// <param name="Source">Where it was given.</param>
/// <param name="From">How people name that place, such as <c>SLIPWAY_MODE</c>.</param>
internal sealed record ParameterValue(object? Value, ParameterSource Source, string From);
