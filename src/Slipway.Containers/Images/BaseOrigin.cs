namespace Slipway.Containers.Images;

/// <summary>How a base image was brought.</summary>
public enum BaseOrigin
{
    /// <summary>From its registry.</summary>
    Pulled,

    /// <summary>By an offline recipe, as it could not be pulled.</summary>
    Made,

    /// <summary>Not at all: it could not be pulled, and the one on the engine stays.</summary>
    Kept,
}
