namespace Slipway.Containers.Engine;

/// <summary>Where a Docker engine listens.</summary>
public sealed record EngineEndpoint
{
    /// <summary>The address as Docker writes it: <c>unix:///path</c>, <c>tcp://host:port</c>, <c>ssh://user@host</c> or <c>npipe:////./pipe/name</c>.</summary>
    public required string Address { get; init; }

    /// <summary>What the address was taken from, for messages: <c>DOCKER_HOST</c>, <c>context 'lab' of ~/.docker/config.json</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>The files that secure a connection over TCP; <see langword="null"/> for a plain one.</summary>
    public EngineTls? Tls { get; init; }

    /// <summary>The socket's path, when the engine listens on one of this machine's.</summary>
    public string? SocketPath =>
        Address.StartsWith("unix://", StringComparison.Ordinal) ? Address["unix://".Length..] : null;

    /// <summary>Finds the engine that the <c>docker</c> program would use.</summary>
    /// <remarks>
    /// <c>DOCKER_HOST</c> wins; then the context named by <c>DOCKER_CONTEXT</c> or by <c>currentContext</c> of
    /// Docker's <c>config.json</c>; then the default socket of the operating system. Nothing is contacted.
    /// </remarks>
    /// <param name="environment">The environment variables to go by.</param>
    /// <param name="dockerConfigFolder">Docker's folder; <c>DOCKER_CONFIG</c> or <c>~/.docker</c> unless given.</param>
    /// <exception cref="ProblemException">An address is malformed or of a kind that is not supported, or a context is missing.</exception>
    public static EngineEndpoint Resolve(IReadOnlyDictionary<string, string> environment, string? dockerConfigFolder = null) =>
        EndpointResolver.Resolve(environment, dockerConfigFolder);

    /// <summary>The address.</summary>
    public override string ToString() => Address;
}
