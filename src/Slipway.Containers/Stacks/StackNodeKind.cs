namespace Slipway.Containers.Stacks;

/// <summary>What a node of a stack's graph is.</summary>
public enum StackNodeKind
{
    /// <summary>A service.</summary>
    Service,

    /// <summary>An image that the stack builds.</summary>
    Image,

    /// <summary>A stage of a Dockerfile.</summary>
    Stage,

    /// <summary>An image from elsewhere.</summary>
    Base,
}
