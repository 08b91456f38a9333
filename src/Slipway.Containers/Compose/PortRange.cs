using System.Globalization;
using System.Runtime.InteropServices;

namespace Slipway.Containers.Compose;

/// <summary>One port, or several in a row of which the engine takes a free one.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest; the same for a single port.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PortRange(int First, int Last)
{
    /// <summary>Whether it is a single port.</summary>
    public bool IsSingle => First == Last;

    /// <summary><c>8080</c> or <c>8080-8090</c>.</summary>
    public override string ToString() => IsSingle
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    /// <summary>Reads <c>8080</c> or <c>8080-8090</c>.</summary>
    internal static bool TryParse(string text, out PortRange range)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        range = default;
        if (!TryPort(dash < 0 ? text : text[..dash], out var first) || !TryPort(dash < 0 ? text : text[(dash + 1)..], out var last))
            return false;
        range = new PortRange(first, last);
        return first <= last;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;
}
