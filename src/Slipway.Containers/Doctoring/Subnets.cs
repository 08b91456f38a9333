using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Slipway.Containers.Compose;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Doctoring;

/// <summary>Finds address ranges of the project's networks that are in use elsewhere.</summary>
internal static class Subnets
{
    /// <summary>The findings.</summary>
    /// <param name="project">The project.</param>
    /// <param name="networks">The engine's networks.</param>
    /// <param name="isLocal">Whether the engine runs on this machine, whose own networks then count too.</param>
    public static IEnumerable<Finding> Conflicts(ComposeProject project, IReadOnlyList<NetworkSummary> networks, bool isLocal)
    {
        var own = (from network in project.Networks.Values
                   where !network.IsExternal
                   from subnet in network.Subnets
                   let range = Parse(subnet.Subnet)
                   where range is not null
                   select (Network: network, Subnet: subnet, Range: range.Value)).ToList();
        for (var i = 0; i < own.Count; i++)
        {
            var (network, subnet, range) = own[i];
            foreach (var (other, _, _) in own.Take(i).Where(one => Overlap(one.Range, range)))
                yield return new Finding(true, DoctorProblems.SubnetTaken(subnet, network.Key, $"network '{other.Key}' of the same project"));
            // One of that name is the project's own, from an earlier deployment.
            foreach (var other in networks.Where(one => one.Name != network.Name && one.Subnets.Any(text => Parse(text) is { } taken && Overlap(taken, range))))
                yield return new Finding(true, DoctorProblems.SubnetTaken(subnet, network.Key, $"network '{other.Name}' of the engine"));
            if (isLocal && HolderOnHost(range, networks) is { } holder)
                yield return new Finding(false, DoctorProblems.SubnetTaken(subnet, network.Key, holder));
        }
    }

    // The engine's bridges are interfaces too: they were looked at by their networks.
    private static string? HolderOnHost(IPNetwork range, IReadOnlyList<NetworkSummary> networks) =>
        (from device in NetworkInterface.GetAllNetworkInterfaces()
         where !device.Name.StartsWith("br-", StringComparison.Ordinal) && !device.Name.StartsWith("docker", StringComparison.Ordinal) && !device.Name.StartsWith("veth", StringComparison.Ordinal)
         from address in device.GetIPProperties().UnicastAddresses
         where range.Contains(address.Address) && !networks.Any(network => network.Subnets.Any(text => Parse(text) is { } own && own.Contains(address.Address)))
         select $"address {address.Address} of this machine ({device.Name})").FirstOrDefault();

    private static bool Overlap(IPNetwork one, IPNetwork other) => one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);

    // What is written may be an address within the range.
    private static IPNetwork? Parse(string? text)
    {
        if (text is null || text.Split('/') is not [var address, var length] || !IPAddress.TryParse(address, out var ip) || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
            return null;
        var bytes = ip.GetAddressBytes();
        if (bits > bytes.Length * 8)
            return null;
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - kept));
        }

        return new IPNetwork(new IPAddress(bytes), bits);
    }
}
