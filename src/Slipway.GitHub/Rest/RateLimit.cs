using System.Globalization;
using System.Text;

namespace Slipway.GitHub;

/// <summary>That GitHub wants fewer requests, and when the next one may come.</summary>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit</remarks>
internal sealed record RateLimit(string Name, TimeSpan Wait)
{
    /// <summary>The limit that an answer tells of; <see langword="null"/> where it is about something else.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="attempt">How often the request was made.</param>
    /// <param name="now">The time.</param>
    public static RateLimit? Of(GitHubAnswer answer, int attempt, DateTimeOffset now)
    {
        if ((int)answer.Status is not (403 or 429))
            return null;
        if (answer.Header("Retry-After") is { } after && WaitOf(after, now) is { } wait)
            return new RateLimit("the secondary rate limit is", wait);
        if (answer.Header("X-RateLimit-Remaining") == "0")
            return new RateLimit("the rate limit is", Until(answer.Header("X-RateLimit-Reset"), now));
        // Without a time: a minute, then longer each time.
        var says = Encoding.UTF8.GetString(answer.Body);
        return (int)answer.Status == 429 || says.Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase) || says.Contains("abuse detection", StringComparison.OrdinalIgnoreCase)
            ? new RateLimit("the secondary rate limit is", TimeSpan.FromMinutes(1 << (attempt - 1)))
            : null;
    }

    // Seconds or a date (RFC 9110, section 10.2.3).
    private static TimeSpan? WaitOf(string after, DateTimeOffset now) =>
        int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
        : DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? Positive(date - now)
        : null;

    // A second more: clocks differ, and a request that comes too early counts against us.
    private static TimeSpan Until(string? reset, DateTimeOffset now) =>
        long.TryParse(reset, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? Positive(DateTimeOffset.FromUnixTimeSeconds(seconds) - now) + TimeSpan.FromSeconds(1)
            : TimeSpan.FromMinutes(1);

    private static TimeSpan Positive(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
