using System.Net;

namespace Slipway.Containers.Registry;

/// <summary>Where a registry listens.</summary>
internal static class RegistryAddress
{
    // The name that Docker Hub has in image names is not the one that its API has.
    private const string Hub = "docker.io";
    private const string HubApi = "registry-1.docker.io";

    /// <summary>The address that the API's paths are below.</summary>
    /// <remarks>As engines do: without encryption on this machine, with it everywhere else.</remarks>
    /// <param name="host">The host, with a port where it is not the usual one.</param>
    public static Uri Of(string host) => new($"{(IsLoopback(host) ? "http" : "https")}://{(host == Hub ? HubApi : host)}/");

    public static bool IsLoopback(string host)
    {
        var end = host.StartsWith('[') ? host.IndexOf(']', StringComparison.Ordinal) + 1 : host.IndexOf(':', StringComparison.Ordinal);
        var name = end > 0 ? host[..end] : host;
        return name == "localhost" || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
