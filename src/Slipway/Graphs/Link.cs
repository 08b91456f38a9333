using System.Reflection;

namespace Slipway.Graphs;

/// <summary>A reference from one target to another.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Definition">
/// The method behind the other target's delegate. Each reading of a target property makes a new delegate, but always
/// over the same method, so the method stands for the property.
/// </param>
internal sealed record Link(LinkKind Kind, MethodInfo Definition)
{
    public static Link To(Delegate target, LinkKind kind) => new(kind, target.Method);
}
