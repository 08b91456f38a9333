namespace Slipway.Containers.Images;

/// <summary>An image of the stack that is on the engine.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Fingerprint">What it was built from.</param>
public sealed record Built(string Id, string Fingerprint);
