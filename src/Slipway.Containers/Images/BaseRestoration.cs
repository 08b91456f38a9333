namespace Slipway.Containers.Images;

/// <summary>How restoring a base image went.</summary>
/// <param name="Base">The image on the engine.</param>
/// <param name="Origin">Where it is from.</param>
/// <param name="Reason">Why it could not be pulled; empty where it was.</param>
public sealed record BaseRestoration(RestoredBase Base, BaseOrigin Origin, string Reason);
