namespace Slipway.Containers.Swarm;

/// <summary>The labels of what stacks have in a swarm.</summary>
internal static class SwarmLabels
{
    /// <summary>The stack: the compose project. <c>docker stack</c> goes by it too.</summary>
    public const string Stack = "com.docker.stack.namespace";

    /// <summary>On services: what the image is called. <c>docker stack</c> has it too.</summary>
    public const string Image = "com.docker.stack.image";

    /// <summary>On containers, which the engine gives it itself: the service's name.</summary>
    public const string ServiceName = "com.docker.swarm.service.name";

    /// <summary>A short digest: on services of all that they are, on their containers of what a task is made of.</summary>
    public const string Digest = "io.slipway.digest";
}
