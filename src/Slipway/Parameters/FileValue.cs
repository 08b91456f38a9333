namespace Slipway.Parameters;

/// <summary>A value in <c>.nuke/parameters.json</c>.</summary>
/// <param name="Text">The value; for an array, its elements with commas between them.</param>
/// <param name="Place">Where it stands: <c>file:line</c>.</param>
internal sealed record FileValue(string Text, string Place);
