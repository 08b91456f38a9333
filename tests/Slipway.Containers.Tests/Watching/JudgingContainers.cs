using Slipway.Containers.Engine;
using Slipway.Containers.Watching;

namespace Slipway.Containers.Tests.Watching;

public sealed class JudgingContainers
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WatchedContainer _web = new("web", "shop-web-1", new WatchdogOptions { CpuPeriod = TimeSpan.FromSeconds(3) }) { MemoryLimit = new ByteSize(100 << 20), Processors = 2 };

    [Fact]
    public void Memory_is_told_once_when_it_is_full_and_once_when_it_is_not_any_more()
    {
        var alerts = new[] { 80, 91, 95, 89, 84, 91 }.SelectMany((used, second) => _web.See(Sample(second, 0, used)));

        Assert.Equal(
            ["web uses 91 % of its memory: 91 MiB of 100 MiB", "web uses 84 % of its memory again", "web uses 91 % of its memory: 91 MiB of 100 MiB"],
            alerts.Select(AlertText.Of));
    }

    [Fact]
    public void A_container_without_a_limit_is_never_full()
    {
        _web.MemoryLimit = null;

        Assert.Empty(_web.See(Sample(0, 0, 100_000)));
    }

    [Fact]
    public void A_busy_container_is_told_of_only_when_it_stays_busy()
    {
        // Of two processors, 1.7 are 85 %. The fourth second is a break.
        double[] busy = [1.7, 1.7, 0.5, 1.7, 1.7, 1.7, 1.7, 0.2];
        var used = 0.0;
        var alerts = new List<Alert>(_web.See(Sample(0, 0, 1)));
        for (var second = 1; second <= busy.Length; second++)
            alerts.AddRange(_web.See(Sample(second, used += busy[second - 1], 1)));

        Assert.Equal(["web has been more than 80 % busy for 3 s, now 85 %", "web is 10 % busy again"], alerts.Select(AlertText.Of));
        Assert.Equal(Start.AddSeconds(6), alerts[0].Time);
        Assert.True(alerts[1].IsOver);
    }

    [Fact]
    public void An_end_that_somebody_asked_for_is_no_news_and_others_are_until_they_are_a_loop()
    {
        _web.SeeKill();
        Assert.Empty(_web.SeeEnd(Start, "137"));
        _web.SeeStart();

        var alerts = Enumerable.Range(1, 5).SelectMany(i => _web.SeeEnd(Start.AddSeconds(10 * i), "3")).ToList();

        Assert.Equal(["web ended with exit code 3", "web ended with exit code 3", "web ended 3 times within 60 s, last with exit code 3"], alerts.Select(AlertText.Of));
        Assert.Equal(AlertKind.RestartLoop, alerts[^1].Kind);
    }

    [Fact]
    public void Health_is_told_when_it_changes()
    {
        Alert[] alerts = [.. _web.SeeHealth(isUnhealthy: false, Start, ""), .. _web.SeeHealth(isUnhealthy: true, Start, ", last check: exit code 1"), .. _web.SeeHealth(isUnhealthy: true, Start, ""), .. _web.SeeHealth(isUnhealthy: false, Start, "")];

        Assert.Equal(["web is unhealthy, last check: exit code 1", "web is healthy again"], alerts.Select(AlertText.Of));
    }

    [Fact]
    public void A_kill_for_memory_names_the_limit()
    {
        var alert = _web.SeeOutOfMemory(Start);

        Assert.Equal("""{"time":"2026-01-01T00:00:00.000Z","kind":"out-of-memory","service":"web","container":"shop-web-1","text":"the kernel killed a process for memory: its limit is 100 MiB","over":false}""", AlertText.Json(alert));
    }

    private static ContainerSample Sample(int second, double processorSeconds, int mebibytes) =>
        new(Start.AddSeconds(second), TimeSpan.FromSeconds(processorSeconds), new ByteSize((long)mebibytes << 20), new ByteSize(1L << 40));
}
