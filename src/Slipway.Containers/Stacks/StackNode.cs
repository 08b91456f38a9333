namespace Slipway.Containers.Stacks;

/// <summary>A node of a stack's graph.</summary>
/// <param name="Id">Its name among all nodes, such as <c>service:api</c> or <c>stage:api/build</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What people call it.</param>
public sealed record StackNode(string Id, StackNodeKind Kind, string Name);
