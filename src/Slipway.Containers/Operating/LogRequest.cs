using System.Globalization;
using Slipway.Containers.Compose;

namespace Slipway.Containers.Operating;

/// <summary>Which lines of which logs are shown.</summary>
public sealed record LogRequest
{
    /// <summary>The services; all unless set.</summary>
    public IReadOnlyList<string>? Services { get; init; }

    /// <summary>How many of the last lines of each container. 100 unless set.</summary>
    public int Tail { get; init; } = 100;

    /// <summary>Only lines from this time on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether to go on with what comes.</summary>
    public bool Follow { get; init; }

    /// <summary>A time as people give it: a duration back from now, or a moment.</summary>
    /// <param name="text"><c>10m</c>, <c>1h30m</c>, <c>2026-01-31</c>, <c>2026-01-31T12:00:00Z</c>.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="ProblemException">It is neither.</exception>
    public static DateTimeOffset ParseSince(string text, DateTimeOffset now)
    {
        if (GoDuration.Parse(text) is { } back and >= 0)
            return now - TimeSpan.FromTicks(back / TimeSpan.NanosecondsPerTick);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time)
            ? time
            : throw new ProblemException(OperatingProblems.BadTime(text));
    }
}
