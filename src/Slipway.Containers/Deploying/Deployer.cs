namespace Slipway.Containers.Deploying;

/// <summary>Who deploys.</summary>
internal static class Deployer
{
    /// <summary>User and machine, such as <c>root@build-3</c>.</summary>
    public static string Name => $"{Environment.UserName}@{Environment.MachineName}";
}
