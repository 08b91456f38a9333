namespace Slipway.Containers.Deploying;

/// <summary>The labels of what deployments leave on an engine.</summary>
public static class DeploymentLabels
{
    /// <summary>On containers: the fields of the service's configuration, each with a short digest, so that a plan can tell what changed.</summary>
    public const string Configuration = "io.slipway.configuration";

    /// <summary>On release records and locks: the compose project that they belong to.</summary>
    public const string Project = "io.slipway.project";

    /// <summary>On release records: the release's number.</summary>
    public const string Release = "io.slipway.release";

    /// <summary>On release records: the record, as JSON.</summary>
    public const string Record = "io.slipway.record";

    /// <summary>On locks: who holds it.</summary>
    public const string Holder = "io.slipway.holder";
}
