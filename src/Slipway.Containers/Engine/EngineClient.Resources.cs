using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    /// <summary>Volumes.</summary>
    /// <param name="labels">Only volumes with all of these: <c>name</c> or <c>name=value</c>. All unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<VolumeSummary>> ListVolumesAsync(IReadOnlyList<string>? labels = null, CancellationToken cancellationToken = default)
    {
        var query = new Query().Filter(("label", labels ?? []));
        var wire = await GetAsync(new EngineRequest(HttpMethod.Get, $"/volumes{query}", "list volumes"), EngineJson.Default.VolumesWire, cancellationToken);
        return [.. (wire.Volumes ?? []).Select(v => new VolumeSummary(v.Name, v.Driver ?? "", v.Labels ?? []) { Options = v.Options ?? [] })];
    }

    /// <summary>Removes a volume and all that it holds.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Whether there was such a volume.</returns>
    public Task<bool> RemoveVolumeAsync(string name, CancellationToken cancellationToken = default) => DoAsync(
        new EngineRequest(HttpMethod.Delete, $"/volumes/{ImageName.InPath(name)}", $"remove volume '{name}'"), mayBeMissing: true, cancellationToken);

    /// <summary>Networks.</summary>
    /// <param name="labels">Only networks with all of these: <c>name</c> or <c>name=value</c>. All unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<NetworkSummary>> ListNetworksAsync(IReadOnlyList<string>? labels = null, CancellationToken cancellationToken = default)
    {
        var query = new Query().Filter(("label", labels ?? []));
        var wire = await GetAsync(new EngineRequest(HttpMethod.Get, $"/networks{query}", "list networks"), EngineJson.Default.NetworkWireArray, cancellationToken);
        return [.. wire.Select(n => new NetworkSummary(n.Id, n.Name, n.Driver ?? "", n.Labels ?? []) { Subnets = [.. (n.IPAM?.Config ?? []).Select(c => c.Subnet).OfType<string>()] })];
    }

    /// <summary>Removes a network that no container uses.</summary>
    /// <param name="network">An id or a name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Whether there was such a network.</returns>
    public Task<bool> RemoveNetworkAsync(string network, CancellationToken cancellationToken = default) => DoAsync(
        new EngineRequest(HttpMethod.Delete, $"/networks/{ImageName.InPath(network)}", $"remove network '{network}'"), mayBeMissing: true, cancellationToken);
}
