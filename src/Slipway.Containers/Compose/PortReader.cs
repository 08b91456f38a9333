using System.Net;

namespace Slipway.Containers.Compose;

/// <summary>Reads ports: <c>[[address:][host]:]container[/protocol]</c> with ranges, or the long form.</summary>
internal static class PortReader
{
    /// <summary>The ports of a short form: one for each container port of its range.</summary>
    /// <param name="scalar">The short form.</param>
    /// <param name="ports">What was read.</param>
    public static bool TryRead(YamlScalar scalar, out IReadOnlyList<ComposePort> ports)
    {
        ports = [];
        if (scalar.Kind is not (YamlKind.Text or YamlKind.Integer))
            return false;
        var parts = scalar.Text.Split('/');
        var protocol = parts.Length > 1 ? parts[1].ToLowerInvariant() : "tcp";
        if (protocol is not ("tcp" or "udp" or "sctp"))
            return false;
        var rest = parts[0];
        var containerAt = rest.LastIndexOf(':') + 1;
        if (!PortRange.TryParse(rest[containerAt..], out var container) || container.First == 0)
            return false;
        if (containerAt == 0)
        {
            ports = Expand(scalar.Place, null, null, container, protocol);
            return true;
        }

        var outside = rest[..(containerAt - 1)];
        var hostAt = outside.LastIndexOf(':') + 1;
        var host = outside[hostAt..];
        PortRange? published = null;
        if (host.Length > 0)
        {
            if (!PortRange.TryParse(host, out var range) || (!container.IsSingle && range.Last - range.First != container.Last - container.First))
                return false;
            published = range;
        }

        string? address = null;
        if (hostAt > 0)
        {
            var written = outside[..(hostAt - 1)];
            address = written is ['[', .. var inner, ']'] ? inner : written;
            if (address.Length == 0)
                address = null;
            else if (!IPAddress.TryParse(address, out _) || (!address.Contains(':', StringComparison.Ordinal) && address.Split('.').Length != 4))
                return false;
        }

        ports = Expand(scalar.Place, address, published, container, protocol);
        return true;
    }

    /// <summary>The port of a long form, or <see langword="null"/> where its target is missing or no port.</summary>
    /// <param name="mapping">The long form.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static ComposePort? Read(YamlMapping mapping, string path, List<Problem> problems)
    {
        if (mapping["target"] is not YamlScalar target)
        {
            problems.Add(ComposeProblems.Missing(mapping.Place, path, "target"));
            return null;
        }

        if (target.IsUnresolved || ComposeScalars.Number(target) is not { } number)
            return null;
        if (number is < 1 or > 65535 || number % 1 != 0)
        {
            problems.Add(ComposeProblems.WrongValue(target.Place, $"{path}.target", target.Written, "a port from 1 to 65535"));
            return null;
        }

        PortRange? published = null;
        if (mapping["published"] is YamlScalar { IsUnresolved: false, Text.Length: > 0 } host)
        {
            if (!PortRange.TryParse(host.Text, out var range))
            {
                problems.Add(ComposeProblems.WrongValue(host.Place, $"{path}.published", host.Written, "a port from 1 to 65535 or a range of them"));
                return null;
            }

            published = range;
        }

        return new ComposePort
        {
            Place = mapping.Place,
            Target = (int)number,
            Published = published,
            HostIp = (mapping["host_ip"] as YamlScalar)?.Text,
            Protocol = (mapping["protocol"] as YamlScalar)?.Text ?? "tcp",
            Mode = (mapping["mode"] as YamlScalar)?.Text ?? "ingress",
        };
    }

    private static ComposePort[] Expand(Place place, string? address, PortRange? published, PortRange container, string protocol)
    {
        var ports = new ComposePort[container.Last - container.First + 1];
        for (var i = 0; i < ports.Length; i++)
        {
            ports[i] = new ComposePort
            {
                Place = place,
                Target = container.First + i,
                // One container port may take any of a range; several take one each.
                Published = container.IsSingle || published is not { } range ? published : new PortRange(range.First + i, range.First + i),
                HostIp = address,
                Protocol = protocol,
            };
        }

        return ports;
    }
}
