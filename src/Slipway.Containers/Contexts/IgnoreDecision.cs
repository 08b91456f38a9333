namespace Slipway.Containers.Contexts;

/// <summary>Whether something is left out of a build context, and why.</summary>
/// <param name="IsLeftOut">Whether it is.</param>
/// <param name="Rule">The line that decided; <see langword="null"/> where none matches.</param>
public readonly record struct IgnoreDecision(bool IsLeftOut, IgnoreRule? Rule);
