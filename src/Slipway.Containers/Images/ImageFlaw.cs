namespace Slipway.Containers.Images;

/// <summary>What many images have that were made before anybody checked them.</summary>
public enum ImageFlaw
{
    /// <summary>It runs as root.</summary>
    Root,

    /// <summary>Neither the image nor its service has a health check.</summary>
    NoHealthCheck,

    /// <summary>A base has neither a version nor a digest.</summary>
    UnpinnedBase,
}
