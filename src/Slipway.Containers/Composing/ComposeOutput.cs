using System.Text.RegularExpressions;
using Slipway.Processes;

namespace Slipway.Containers.Composing;

/// <summary>Tells what compose reports about its own doings from what matters.</summary>
internal static partial class ComposeOutput
{
    /// <summary>The lines that explain a failure, without the reports of progress.</summary>
    public static IReadOnlyList<string> Explaining(IEnumerable<OutputLine> output) =>
    [
        .. output.Select(l => Tidy(l.Text)).Where(text => text.Length > 0 && !IsNoise(text)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Whether a line on standard error says nothing but that a container, network, volume or image changes.</summary>
    public static bool IsNoise(string text) =>
        V2Progress.IsMatch(text) || V1Progress.IsMatch(text) || text.Contains("the attribute `version` is obsolete", StringComparison.Ordinal)
        || text.Contains("`version` is obsolete", StringComparison.Ordinal);

    /// <summary>The line without colours and without what was drawn over.</summary>
    public static string Tidy(string text)
    {
        text = ControlCodes.Replace(text, "").TrimEnd();
        return text[(text.LastIndexOf('\r') + 1)..];
    }

    // " Container p-api-1  Starting": a leading blank, a kind, a name, two blanks, a word.
    [GeneratedRegex(@"^ ?(Container|Network|Volume|Image|Service) \S.*\s{2}(Creating|Created|Starting|Started|Stopping|Stopped|Removing|Removed|Recreate|Recreated|Running|Waiting|Healthy|Exited|Error|Pulling|Pulled|Killing|Killed|Restarting|Resource is still in use)\b.*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex V2Progress { get; }

    // "Creating p_api_1 ...", later "Creating p_api_1 ... done"; the same with "error" is followed by the reason.
    [GeneratedRegex(@"^(Creating|Recreating|Starting|Stopping|Removing|Restarting|Killing) .*( \.\.\.( done| error)?|with the default driver|with .* driver)\s*$|^\S+ is up-to-date$|^Removing network \S+$|^Attaching to", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex V1Progress { get; }

    [GeneratedRegex(@"\x1b\[[\d;?]{0,10}[A-Za-z]", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex ControlCodes { get; }
}
