using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Composing;

/// <summary>A port that somebody else has.</summary>
/// <param name="Address">The address with the port, as the engine wrote it.</param>
/// <param name="Port">The port.</param>
/// <param name="Container">The container that wanted it; <see langword="null"/> where the engine does not tell.</param>
internal sealed partial record TakenPort(string Address, int Port, string? Container)
{
    /// <summary>Finds the port in what the engine says; <see langword="null"/> where that is about something else.</summary>
    public static TakenPort? Find(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (!line.Contains("port is already allocated", StringComparison.Ordinal) && !line.Contains("address already in use", StringComparison.Ordinal))
                continue;
            if (BoundTo.Match(line) is { Success: true } match)
            {
                return new TakenPort(
                    match.Groups["address"].Value,
                    int.Parse(match.Groups["port"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
                    Endpoint.Match(line) is { Success: true } endpoint ? endpoint.Groups["name"].Value : null);
            }
        }

        return null;
    }

    // "Bind for 127.0.0.1:80 failed", "listen tcp4 127.0.0.1:80: bind", "failed to bind host port for 0.0.0.0:80:172.17.0.2:80/tcp".
    [GeneratedRegex(@"(Bind for|listen (tcp|udp)[46]?|host port( for)?) (?<address>(\[[^\]]*\]|[^\s:]*):(?<port>\d{1,5}))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex BoundTo { get; }

    [GeneratedRegex(@"on endpoint (?<name>\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Endpoint { get; }
}
