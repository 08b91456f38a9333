using System.Net;

namespace Slipway.Containers.Registry;

/// <summary>Tells which failures of a registry are worth another attempt, and when.</summary>
internal static class RegistryRetry
{
    /// <summary>Too many requests, a request that came too slowly, and whatever is wrong on the registry's side.</summary>
    public static bool IsWorthwhile(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or (>= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented);

    /// <summary>The failure of an answer, with the wait that it asks for (RFC 9110, section 10.2.3).</summary>
    public static RegistryRetryException Of(HttpResponseMessage answer, DateTimeOffset? now = null)
    {
        var after = answer.Headers.RetryAfter;
        var wait = after?.Delta ?? (after?.Date is { } date && now is { } time ? date - time : null);
        return new RegistryRetryException($"HTTP {(int)answer.StatusCode}", wait < TimeSpan.Zero ? TimeSpan.Zero : wait);
    }

    /// <summary>How long to wait after an attempt.</summary>
    /// <param name="attempt">Which it was, counted from 1.</param>
    /// <param name="asked">What the registry asked for.</param>
    /// <param name="options">The usual waits.</param>
    public static TimeSpan DelayAfter(int attempt, TimeSpan? asked, RegistryClientOptions options)
    {
        var usual = options.FirstDelay * Math.Pow(2, Math.Min(attempt - 1, 16));
        usual = usual < options.LongestDelay ? usual : options.LongestDelay;
        return asked > usual ? asked.Value : usual;
    }
}
