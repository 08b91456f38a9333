using Slipway.Containers.Engine;
using Slipway.Containers.Registry;
using Slipway.Processes;

namespace Slipway.Components;

/// <summary>Brings registries, with the credentials that are given or that <c>docker login</c> left.</summary>
public interface IHasRegistries : IHasStack
{
    /// <summary>The user name at the registries that are named. What <c>docker login</c> left unless set.</summary>
    [Parameter("The user name at the registry; what docker login left unless given.")]
    string? RegistryUser => Get<string?>();

    /// <summary>The password of <see cref="RegistryUser"/>.</summary>
    [Parameter("The password at the registry.")]
    Secret? RegistryPassword => Get<Secret?>();

    /// <summary>The registries that images are pushed to or kept at: the given credentials are for them.</summary>
    RegistryAccess NamedRegistries => Once(() => new RegistryAccess(async (host, stop) =>
        RegistryUser is { } user && RegistryPassword is { } password ? new RegistryCredentials(user, password) : await FindLoginAsync(host, stop)));

    /// <summary>What <c>docker login</c> left for a registry, masked from now on; <see langword="null"/> for nothing.</summary>
    /// <param name="host">The registry.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ProblemException">The credentials cannot be read.</exception>
    async Task<RegistryCredentials?> FindLoginAsync(string host, CancellationToken cancellationToken)
    {
        // Not by the runner of a node: what helpers answer must not even reach a log's memory.
        var found = await Once(() => new DockerCredentials(Environment)).FindAsync(host, new ProcessRunner(TimeProvider.System, Environment), cancellationToken);
        if (found is not null)
            Mask(found.Password);
        return found;
    }
}
