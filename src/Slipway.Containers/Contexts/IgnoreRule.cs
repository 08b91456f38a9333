namespace Slipway.Containers.Contexts;

/// <summary>A line of a <c>.dockerignore</c> file.</summary>
/// <param name="Pattern">What it matches.</param>
/// <param name="IsException">Whether it takes back what lines above left out.</param>
internal sealed record IgnoreRule(PathPattern Pattern, bool IsException);
