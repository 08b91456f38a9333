namespace Slipway.Containers.Engine;

/// <summary>Who we are to a registry.</summary>
/// <param name="Username">The user name.</param>
/// <param name="Password">The password or token. It goes to the engine in a request header, never to a disk or an argument.</param>
public sealed record RegistryCredentials(string Username, Secret Password)
{
    /// <summary>Stands for the user where the password is a token that others are renewed with, as credential helpers write it.</summary>
    public const string Token = "<token>";

    /// <summary>Whether the password is such a token, and there is no user.</summary>
    public bool IsToken => Username == Token;
}
