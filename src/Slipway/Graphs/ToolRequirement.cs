namespace Slipway.Graphs;

/// <summary>A program that must be there where the target runs.</summary>
/// <param name="Program">A name that is looked up on <c>PATH</c>, or a path from the root folder.</param>
/// <param name="Advice">What to do where it is missing.</param>
internal sealed record ToolRequirement(string Program, string? Advice);
