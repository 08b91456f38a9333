using Slipway.Containers.Operating;

namespace Slipway.Containers.Tests.Operating;

public sealed class ReadingTimes
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("10m", "2026-01-31T11:50:00Z")]
    [InlineData("1h30m", "2026-01-31T10:30:00Z")]
    [InlineData("0", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-30T08:00:00Z", "2026-01-30T08:00:00Z")]
    [InlineData("2026-01-30T08:00:00+02:00", "2026-01-30T06:00:00Z")]
    public void A_duration_counts_back_and_a_moment_is_itself(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), LogRequest.ParseSince(text, Now));

    [Theory]
    [InlineData("soon")]
    [InlineData("-5m")]
    [InlineData("10")]
    public void Anything_else_is_refused(string text)
    {
        var refused = Assert.Throws<ProblemException>(() => LogRequest.ParseSince(text, Now));

        Assert.Equal($"error SW0959: '{text}' is neither a duration nor a time\n  try: --since 10m, --since 1h30m or --since 2026-01-31T12:00:00Z", Assert.Single(refused.Problems).ToString());
    }
}
