using System.Globalization;

namespace Slipway.Containers.Engine;

/// <summary>How an engine behind ssh is reached: <c>ssh://[user@]host[:port][/path/to/docker.sock]</c>.</summary>
internal static class SshAddress
{
    /// <summary>Whether an address is one; a password is none of it, and neither is a query.</summary>
    public static bool IsValid(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Host.Length > 0 && uri.Host[0] != '-' && uri.UserInfo.IndexOf(':', StringComparison.Ordinal) < 0 && !uri.UserInfo.StartsWith('-') && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    /// <summary>The arguments of <c>ssh</c> that connect its standard input and output with the engine there.</summary>
    public static IReadOnlyList<string> Arguments(string address)
    {
        var uri = new Uri(address);
        List<string> arguments = ["-o", "ConnectTimeout=30", "-T"];
        if (uri.UserInfo.Length > 0)
            arguments.AddRange(["-l", Uri.UnescapeDataString(uri.UserInfo)]);
        if (uri.Port > 0)
            arguments.AddRange(["-p", uri.Port.ToString(CultureInfo.InvariantCulture)]);
        arguments.AddRange(["--", uri.Host, "docker"]);
        if (uri.AbsolutePath.Trim('/').Length > 0)
            arguments.AddRange(["--host", $"unix://{uri.AbsolutePath}"]);
        return [.. arguments, "system", "dial-stdio"];
    }
}
