using System.Globalization;
using System.Net;

namespace Slipway.Containers.Compose;

/// <summary>Reads the short form of ports: <c>[[address:][host]:]container[/protocol]</c> with ranges.</summary>
internal static class PortReader
{
    /// <summary>The long forms of a short one, one for each container port; <see langword="null"/> where it is none.</summary>
    /// <param name="scalar">The short form.</param>
    public static IReadOnlyList<YamlMapping>? Read(YamlScalar scalar)
    {
        var (address, host, container) = Split(scalar.Text);
        var parts = container.Split('/');
        var protocol = parts.Length > 1 && parts[1].Length > 0 ? parts[1].ToLowerInvariant() : "tcp";
        if (protocol is not ("tcp" or "udp" or "sctp") || !TryRange(parts[0], out var first, out var last) || first == 0)
            return null;
        if (Address(address) is not { } ip)
            return null;
        var (hostFirst, hostLast) = (0, 0);
        if (host.Length > 0 && (!TryRange(host, out hostFirst, out hostLast) || (last != first && hostLast - hostFirst != last - first)))
            return null;
        var ports = new List<YamlMapping>(last - first + 1);
        for (var i = 0; i <= last - first; i++)
        {
            var published = host.Length == 0 ? "" : Number(hostFirst + i);
            // One container port may take any of a range; several take one each.
            if (first == last && hostFirst != hostLast)
                published = $"{published}-{Number(hostLast)}";
            ports.Add(Long(scalar, ip, Number(first + i), published, protocol));
        }

        // Compose sorts a range as texts.
        return ports.Count == 1 ? ports : [.. ports.OrderBy(port => Fields.Text(port, "target") + "/", StringComparer.Ordinal)];
    }

    private static YamlMapping Long(YamlScalar scalar, string address, string target, string published, string protocol)
    {
        var place = scalar.Place;
        var entries = new List<(string, YamlValue)> { ("mode", Yaml.Text("ingress", place)) };
        if (address.Length > 0)
            entries.Add(("host_ip", Yaml.Text(address, place, scalar.Written)));
        entries.Add(("target", Yaml.Integer(target, place)));
        if (published.Length > 0)
            entries.Add(("published", Yaml.Text(published, place, scalar.Written)));
        entries.Add(("protocol", Yaml.Text(protocol, place)));
        return Yaml.Mapping(place, entries);
    }

    private static (string Address, string Host, string Container) Split(string text)
    {
        var parts = text.Split(':');
        return parts.Length switch
        {
            1 => ("", "", parts[0]),
            2 => ("", parts[0], parts[1]),
            _ => (string.Join(':', parts[..^2]), parts[^2], parts[^1]),
        };
    }

    private static string? Address(string text)
    {
        if (text.Length == 0)
            return "";
        var address = text is ['[', .. var inner, ']'] ? inner : text;
        if (address.Length == 0)
            return "";
        if (address.Contains(':', StringComparison.Ordinal))
            return text[0] == '[' && !address.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(address, out _) ? address : null;
        var parts = address.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, part => part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit) && !(part.Length > 1 && part[0] == '0') && int.Parse(part, CultureInfo.InvariantCulture) < 256)
            ? address
            : null;
    }

    private static bool TryRange(string text, out int first, out int last)
    {
        last = 0;
        if (!text.Contains('-', StringComparison.Ordinal))
            return TryNumber(text, out first) && (last = first) >= 0;
        var ends = text.Split('-');
        return TryNumber(ends[0], out first) && TryNumber(ends[1], out last) && last >= first;
    }

    private static bool TryNumber(string text, out int number)
    {
        number = 0;
        return text.Length > 0 && text.All(char.IsAsciiDigit)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= ushort.MaxValue;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
