namespace Slipway.Containers.Composing;

/// <summary>The labels by which compose, of either version, knows its own.</summary>
public static class ComposeLabels
{
    /// <summary>The project's name, on containers, networks and volumes.</summary>
    public const string Project = "com.docker.compose.project";

    /// <summary>The service's name, on containers.</summary>
    public const string Service = "com.docker.compose.service";

    /// <summary><c>True</c> on containers of one-shot runs.</summary>
    public const string OneOff = "com.docker.compose.oneoff";
}
