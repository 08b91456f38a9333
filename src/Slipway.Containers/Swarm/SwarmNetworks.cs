using Slipway.Containers.Compose;
using Slipway.Containers.Deploying;
using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Swarm;

/// <summary>The networks of a stack, which span the machines of a swarm.</summary>
/// <param name="api">The swarm.</param>
/// <param name="project">The project.</param>
internal sealed class SwarmNetworks(SwarmApi api, ComposeProject project)
{
    /// <summary>Makes those that services use and that are not there.</summary>
    /// <param name="services">The services.</param>
    /// <param name="made">Told of each.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ProblemException">Networks that others make are not there: all of them at once.</exception>
    public async Task EnsureAsync(IEnumerable<ComposeService> services, Action<string> made, CancellationToken cancellationToken)
    {
        var there = (await api.Engine.ListNetworksAsync(cancellationToken: cancellationToken)).Select(network => network.Name).ToHashSet(StringComparer.Ordinal);
        var missing = services.Where(service => service.NetworkMode is null).SelectMany(service => service.Networks).Select(use => use.Network).Distinct(StringComparer.Ordinal)
            .Select(key => project.Networks[key]).Where(network => !there.Contains(network.Name)).ToList();
        if (missing.Where(network => network.IsExternal).ToList() is { Count: > 0 } external)
            throw new ProblemException([.. external.Select(SwarmProblems.NoNetwork)]);
        foreach (var network in missing)
        {
            await api.CreateNetworkAsync(network.Name, Body(network), cancellationToken);
            made($"network {network.Name} made");
        }
    }

    /// <summary>The driver's options of a network or volume.</summary>
    public static IReadOnlyDictionary<string, string> Options(ComposeProject project, string list, string key) =>
        ((project.Tree[list] as YamlMapping)?[key] as YamlMapping)?["driver_opts"] is YamlMapping options
            ? options.Entries.ToDictionary(entry => entry.Key, entry => Yaml.Printed(entry.Value), StringComparer.Ordinal)
            : [];

    private byte[] Body(ComposeNetwork network) => RequestJson.Of(json =>
    {
        json.WriteString("Name", network.Name);
        json.WriteString("Driver", network.Driver is null or "bridge" ? "overlay" : network.Driver);
        json.WriteBoolean("Internal", network.IsInternal);
        json.WriteBoolean("Attachable", ((project.Tree["networks"] as YamlMapping)?[network.Key] as YamlMapping)?["attachable"] is YamlScalar { Text: "true" });
        json.WritePairs("Options", Options(project, "networks", network.Key));
        json.WritePairs("Labels", new Dictionary<string, string>(network.Labels, StringComparer.Ordinal) { [SwarmLabels.Stack] = project.Name, [DeploymentLabels.Project] = project.Name });
        if (network.Subnets.Count == 0)
            return;
        json.WriteStartObject("IPAM");
        json.WriteStartArray("Config");
        foreach (var subnet in network.Subnets)
        {
            json.WriteStartObject();
            foreach (var (name, value) in (IEnumerable<(string, string?)>)[("Subnet", subnet.Subnet), ("Gateway", subnet.Gateway), ("IPRange", subnet.IpRange)])
            {
                if (value is not null)
                    json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
