namespace Slipway;

/// <summary>A run that starts.</summary>
/// <param name="Requested">The targets that were asked for.</param>
/// <param name="Nodes">Everything that is planned, in order: <c>Target</c> or <c>Target:item</c>.</param>
public sealed record BuildStart(IReadOnlyList<string> Requested, IReadOnlyList<string> Nodes);
