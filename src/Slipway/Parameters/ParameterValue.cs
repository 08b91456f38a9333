namespace Slipway.Parameters;

/// <summary>A value that somebody gave.</summary>
/// <param name="Value">Of the parameter's type.</param>
/// <param name="Source">Where it was given.</param>
internal sealed record ParameterValue(object? Value, ParameterSource Source);
