namespace Slipway.Containers.Engine;

/// <summary>The versions of the Engine API that this client speaks.</summary>
internal static class ApiVersions
{
    /// <summary>Engine 18.09, the first with BuildKit inside.</summary>
    public static readonly Version Oldest = new(1, 39);

    /// <summary>Engine 26. Newer engines still speak it.</summary>
    public static readonly Version Newest = new(1, 45);

    public static Version Common(Version engine) => engine < Newest ? engine : Newest;
}
