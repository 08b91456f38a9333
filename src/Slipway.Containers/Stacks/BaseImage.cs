namespace Slipway.Containers.Stacks;

/// <summary>An image from elsewhere that a stack needs: a base of a Dockerfile, or what a service runs.</summary>
/// <param name="Reference">The reference as it is written.</param>
public sealed record BaseImage(string Reference)
{
    /// <summary>The reference.</summary>
    public override string ToString() => Reference;
}
