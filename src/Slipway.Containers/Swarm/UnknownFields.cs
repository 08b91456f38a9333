using System.Globalization;
using Slipway.Containers.Compose;

namespace Slipway.Containers.Swarm;

/// <summary>What a compose file says and a swarm cannot do: each with what becomes of it.</summary>
internal static class UnknownFields
{
    // What a service of a swarm has, what is said in another way, and what matters before anything is deployed only.
    private static readonly HashSet<string> Known = new(
        [
            "annotations", "attach", "build", "cap_add", "cap_drop", "command", "configs", "cpus", "depends_on", "deploy", "develop", "dns", "dns_opt", "dns_search",
            "entrypoint", "env_file", "environment", "expose", "extra_hosts", "group_add", "healthcheck", "hostname", "image", "init", "label_file", "labels", "logging",
            "mem_limit", "mem_reservation", "network_mode", "networks", "pids_limit", "platform", "ports", "profiles", "pull_policy", "read_only", "restart", "scale",
            "secrets", "security_opt", "shm_size", "stdin_open", "stop_grace_period", "stop_signal", "sysctls", "tmpfs", "tty", "ulimits", "user", "volumes", "working_dir",
        ],
        StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["container_name"] = "tasks have names of their own",
        ["privileged"] = "tasks have no more than the usual rights; cap_add names single ones",
        ["devices"] = "tasks see no devices of their machine",
        ["gpus"] = "deploy.resources.reservations.generic_resources asks for them",
        ["links"] = "services of one network find each other by name",
        ["external_links"] = "services of one network find each other by name",
        ["mac_address"] = "tasks have addresses of their own",
        ["post_start"] = "no command runs after a start",
        ["pre_stop"] = "no command runs before a stop",
        ["userns_mode"] = "the engine decides",
    };

    /// <summary>The facts, one a line: the place, the service, the field, and why it is left out.</summary>
    /// <param name="project">The project.</param>
    /// <param name="services">The services that are deployed.</param>
    /// <param name="api">The API that is spoken.</param>
    public static IReadOnlyList<string> Of(ComposeProject project, IEnumerable<ComposeService> services, Version api)
    {
        var facts = new List<string>();
        foreach (var service in services)
        {
            foreach (var entry in service.Definition.Entries.Where(entry => !Known.Contains(entry.Key) && !entry.Key.StartsWith("x-", StringComparison.Ordinal) && !Yaml.IsNothing(entry.Value)))
                Add(entry.Place, service, entry.Key, Reasons.GetValueOrDefault(entry.Key, "it means nothing there"));
            if (service.NetworkMode is { } mode and not "host")
                Add(service.Definition.Find("network_mode")?.Place ?? service.Place, service, $"network_mode: {mode}", "only 'host' is possible; its tasks are on no network of the stack");
            foreach (var option in service.SecurityOptions.Where(option => !ForbidsNewRights(option) || !ContainerSpecification.CanForbidNewRights(api)))
                Add(service.Definition.Find("security_opt")?.Place ?? service.Place, service, $"security_opt: {option}", ForbidsNewRights(option) ? "engines before 25.0 have it for single containers only" : "only no-new-privileges is possible");
            foreach (var port in service.Ports)
                AddPort(service, port);
            foreach (var use in service.Networks.Where(use => use.Ipv4Address is not null))
                Add(use.Place, service, $"ipv4_address: {use.Ipv4Address}", "tasks get addresses of the swarm's choice");
            foreach (var host in service.ExtraHosts.Where(host => host.EndsWith("=host-gateway", StringComparison.Ordinal)))
                Add(service.Definition.Find("extra_hosts")?.Place ?? service.Place, service, $"extra_hosts: {host}", "tasks know no gateway of their machine by that name");
            foreach (var mount in service.Volumes.Where(mount => mount.Kind is MountKind.Other))
                Add(mount.Place, service, $"volumes: {mount.Target}", "only volumes, host paths and memory can be mounted");
        }

        foreach (var network in project.Networks.Values.Where(network => network is { Driver: "bridge", IsExternal: false } && services.Any(service => service.Networks.Any(use => use.Network == network.Key))))
            facts.Add($"{network.Place}  driver: bridge of network '{network.Key}': it spans machines, and becomes overlay");
        return facts;

        void Add(Place place, ComposeService service, string field, string why) => facts.Add($"{place}  {field} of '{service.Name}': {why}");

        void AddPort(ComposeService service, ComposePort port)
        {
            if (port.HostIp is { } address and not ("0.0.0.0" or "::"))
                Add(port.Place, service, $"address {address} of port {Text(port.Target)}", $"it is published on every address of the machine{(address is "127.0.0.1" or "::1" ? ": others can reach it" : "")}");
            if (port.Published is { IsSingle: false } range)
                Add(port.Place, service, $"ports {range}", $"port {Text(range.First)} is taken");
        }
    }

    /// <summary>Whether a security option is <c>no-new-privileges</c>.</summary>
    public static bool ForbidsNewRights(string option) => option is "no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true";

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
