using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Images;

/// <summary>Tells from the engine's words whether a push that failed is worth another attempt.</summary>
internal static partial class PushFailure
{
    private static readonly string[] Refusals = ["unauthorized", "denied", "no basic auth credentials", "authentication required", "forbidden", "insufficient_scope"];

    private static readonly string[] Passing =
    [
        "toomanyrequests", "too many requests", "connection reset", "broken pipe", "connection refused", "unexpected EOF", ": EOF", "i/o timeout",
        "TLS handshake timeout", "Client.Timeout", "server closed idle connection", "transport connection broken", "bad gateway", "service unavailable",
        "gateway timeout", "internal server error", "blob upload unknown", "blob upload invalid", "received unexpected HTTP status: 5",
        "no such host", "connection was lost",
    ];

    public static bool IsPassing(ProblemException failure)
    {
        // Nothing was said in time, or the connection to the engine broke.
        if (failure.Problems is [{ Code: "SW0405" or "SW0403" }])
            return true;
        var text = string.Join('\n', failure.Problems[0].Facts ?? []);
        if (Has(text, Refusals) || StatusOf(text) is 401 or 403)
            return false;
        return Has(text, Passing) || StatusOf(text) is 408 or 429 or >= 500;
    }

    private static bool Has(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static int StatusOf(string text) =>
        Status.Match(text) is { Success: true } match ? int.Parse(match.Groups["code"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\b(status|status code|StatusCode|HTTP status):? (?<code>[1-5]\d\d)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 30_000)]
    private static partial Regex Status { get; }
}
