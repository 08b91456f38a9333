using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Slipway.Containers.Doctoring;

/// <summary>Who listens on this machine's ports.</summary>
internal static class ListeningPorts
{

    /// <summary>Whether something listens on a port in the way of <paramref name="address"/>.</summary>
    /// <param name="port">The port.</param>
    /// <param name="address">The address to publish on; all of them where it is <see langword="null"/>.</param>
    /// <param name="protocol"><c>tcp</c> or <c>udp</c>; nothing is known of others.</param>
    public static bool IsTaken(int port, string? address, string protocol)
    {
        if (protocol is not ("tcp" or "udp"))
            return false;
        var wanted = address is null || !IPAddress.TryParse(address, out var parsed) ? IPAddress.Any : parsed;
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        return (protocol == "tcp" ? properties.GetActiveTcpListeners() : properties.GetActiveUdpListeners())
            .Any(listener => listener.Port == port && (IsAny(listener.Address) || IsAny(wanted) || listener.Address.Equals(wanted)));
    }

    /// <summary>The process that listens, as <c>nginx (process 812)</c>, where the system lets us see it.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol"><c>tcp</c> or <c>udp</c>.</param>
    public static string? HolderOf(int port, string protocol)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var sockets = ((string[])[$"/proc/net/{protocol}", $"/proc/net/{protocol}6"]).Where(File.Exists).SelectMany(file => SocketsOn(port, file, protocol)).ToHashSet(StringComparer.Ordinal);
        if (sockets.Count == 0)
            return null;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Holds(process, sockets))
                return $"{NameOf(process)} (process {id})";
        }

        return null;
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // proc(5), /proc/net/tcp: the second column is address:port in hexadecimal, the fourth the state (0A listens; a udp socket that is bound says 07), the
    // tenth the inode of the socket.
    private static IEnumerable<string> SocketsOn(int port, string file, string protocol) =>
        from line in File.ReadLines(file).Skip(1)
        let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where columns.Length > 9 && columns[3] == (protocol == "tcp" ? "0A" : "07")
            && columns[1].EndsWith(string.Create(CultureInfo.InvariantCulture, $":{port:X4}"), StringComparison.Ordinal)
        select $"socket:[{columns[9]}]";

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended, or belongs to somebody else.
            return false;
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (IOException)
        {
            return "a process that has ended";
        }
    }
}
