namespace Slipway.Containers.Engine;

/// <summary>Who we are to a registry.</summary>
/// <param name="Username">The user name.</param>
/// <param name="Password">The password or token. It goes to the engine in a request header, never to a disk or an argument.</param>
public sealed record RegistryCredentials(string Username, Secret Password);
