using System.Globalization;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Knows the signals that <c>STOPSIGNAL</c> takes.</summary>
internal static class StopSignals
{
    private static readonly string[] Names =
    [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT",
        "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
    ];

    /// <summary>Whether it is a number other than 0 or the name of a signal, with or without <c>SIG</c>, in any case.</summary>
    public static bool IsKnown(string signal)
    {
        if (int.TryParse(signal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number != 0;
        var name = signal.ToUpperInvariant();
        if (name.StartsWith("SIG", StringComparison.Ordinal))
            name = name[3..];
        return Names.Contains(name, StringComparer.Ordinal)
            || (name.StartsWith("RTMIN+", StringComparison.Ordinal) && IsStep(name[6..], 15))
            || (name.StartsWith("RTMAX-", StringComparison.Ordinal) && IsStep(name[6..], 14));
    }

    private static bool IsStep(string text, int last) =>
        text is not ['0', ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step >= 1 && step <= last;
}
