using System.Globalization;
using System.Net;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads the words of <c>EXPOSE</c>.</summary>
internal static class ExposedPorts
{
    /// <summary>The last port.</summary>
    public const int Largest = 65535;

    /// <summary>The ports of a word such as <c>80</c>, <c>53/udp</c> or <c>8000-8010</c>; <see langword="null"/> where it is none.</summary>
    public static PortSpan? Parse(string word)
    {
        var parts = word.Split(':');
        // What follows a second slash does not count.
        var (ports, protocol) = parts[^1].Split('/') is [var only] ? (only, "tcp") : (parts[^1].Split('/')[0], parts[^1].Split('/')[1].ToLowerInvariant());
        if (protocol.Length == 0)
            protocol = "tcp";
        if (protocol is not ("tcp" or "udp" or "sctp") || Range(ports) is not { } range || !HostIsFine(parts, range))
            return null;
        return new PortSpan(range.First, range.Last, protocol);
    }

    private static bool HostIsFine(string[] parts, (int First, int Last) ports)
    {
        if (parts.Length == 1)
            return true;
        var address = string.Join(':', parts[..^2]);
        if (address is ['[', .., ']'])
            address = address[1..^1];
        if (address.Length > 0 && !IPAddress.TryParse(address, out _))
            return false;
        return parts[^2].Length == 0
            || (Range(parts[^2]) is { } host && (host.Last - host.First == ports.Last - ports.First || ports.First == ports.Last));
    }

    private static (int First, int Last)? Range(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return Number(dash < 0 ? text : text[..dash]) is { } first && Number(dash < 0 ? text : text[(dash + 1)..]) is { } last && last >= first
            ? (first, last)
            : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Largest ? number : null;
}
