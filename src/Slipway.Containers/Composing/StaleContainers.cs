using Slipway.Containers.Compose;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>Makes room for what docker-compose 1 would make anew.</summary>
/// <remarks>
/// It copies the old container's settings from a field of the image, ContainerConfig, that engines since API 1.45 (26.0) do not
/// tell any more, and ends with a KeyError. Where there is no old container it makes a new one like any other.
/// </remarks>
/// <param name="compose">The compose in use.</param>
/// <param name="engine">The engine.</param>
internal sealed class StaleContainers(ComposeCli compose, EngineClient engine)
{
    private const string HashLabel = "com.docker.compose.config-hash";

    private static readonly Version WithoutSettingsOfImages = new(1, 45);

    /// <summary>Stops and removes the containers that the next <c>up</c> would make anew, and no others; volumes stay.</summary>
    /// <param name="scope">What <c>up</c> will work on.</param>
    /// <param name="services">The services that it will start.</param>
    /// <param name="log">Told what goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RemoveAsync(ComposeScope scope, IReadOnlyCollection<ComposeService> services, Action<string> log, CancellationToken cancellationToken)
    {
        if (!compose.IsV1 || await engine.PingAsync(cancellationToken) is not { Api: var api } || api < WithoutSettingsOfImages)
            return;
        var containers = (await compose.PsAsync(scope.ProjectName, cancellationToken)).Where(container => !container.IsOneShot)
            .ToLookup(container => container.Service, container => container.Container, StringComparer.Ordinal);
        if (containers.Count == 0)
            return;
        var anew = MadeAnew(services, containers, await compose.HashesAsync(scope, cancellationToken));
        await Task.WhenAll(anew.SelectMany(service => containers[service]).Select(RemoveAsync));

        async Task RemoveAsync(ContainerSummary container)
        {
            await engine.StopContainerAsync(container.Id, cancellationToken: cancellationToken);
            await engine.RemoveContainerAsync(container.Id, force: true, volumes: false, cancellationToken);
            log($"{container.Name} was removed, to be made anew");
        }
    }

    // Of a service that waits for one that is made, compose makes stopped containers anew as well.
    private static HashSet<string> MadeAnew(IReadOnlyCollection<ComposeService> services, ILookup<string, ContainerSummary> containers, IReadOnlyDictionary<string, string> hashes)
    {
        var anew = new HashSet<string>(StringComparer.Ordinal);
        while (services.FirstOrDefault(service => !anew.Contains(service.Name) && IsMade(service)) is { } made)
            anew.Add(made.Name);
        return anew;

        bool IsMade(ComposeService service)
        {
            var own = containers[service.Name].ToList();
            return own.Count == 0
                || (hashes.TryGetValue(service.Name, out var hash) && own.Exists(container => container.Labels.GetValueOrDefault(HashLabel) != hash))
                || (service.DependsOn.Any(dependency => anew.Contains(dependency.Service)) && own.Exists(container => container.Status is ContainerStatus.Created or ContainerStatus.Exited));
        }
    }
}
