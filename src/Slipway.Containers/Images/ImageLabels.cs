namespace Slipway.Containers.Images;

/// <summary>The labels that our images carry.</summary>
public static class ImageLabels
{
    /// <summary>The fingerprint of what an image was built from: the engine itself remembers what is up to date.</summary>
    public const string Fingerprint = "io.slipway.fingerprint";

    /// <summary>The stack that an image belongs to.</summary>
    public const string Stack = "io.slipway.stack";
}
