namespace Slipway;

/// <summary>Marks a parameter that somebody has to give before anything starts.</summary>
/// <remarks>
/// On a member of the build class it counts for every run; on a member of a component for runs with a target of that
/// component, or of one that extends it. A target that needs a parameter that others do without says so by
/// <c>Requires</c> instead.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class RequiredAttribute : Attribute;
