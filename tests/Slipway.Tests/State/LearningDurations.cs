using Slipway.Testing;

namespace Slipway.Tests.State;

public sealed class LearningDurations : IDisposable
{
    private readonly TestProject _project = new();
    private readonly FakeClock _clock = new();

    public LearningDurations() => _project.Time = _clock;

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task What_took_longest_starts_first_in_the_next_run()
    {
        var first = new Timed { Clock = _clock };
        var second = new Timed { Clock = _clock };

        await _project.RunAsync(first, "All", "--mode=sequential");
        await _project.RunAsync(second, "All", "--mode=sequential");

        Assert.Equal(["Work:2", "Work:9", "Work:5"], first.Started);
        Assert.Equal(["Work:9", "Work:5", "Work:2"], second.Started);
    }

    [Fact]
    public async Task What_never_ran_is_expected_to_take_as_long_as_the_others_mostly_do()
    {
        _project.Write(".nuke/temp/history", "slipway history 1\n2000\tWork:2\n9000\tWork:9\nend\n");
        var build = new Timed { Clock = _clock };

        await _project.RunAsync(build, "All", "--mode=sequential");

        Assert.Equal(["Work:9", "Work:5", "Work:2"], build.Started);
    }

    [Fact]
    public async Task The_last_run_counts_two_fifths_and_failures_do_not_count()
    {
        _project.Write(".nuke/temp/history", "slipway history 1\n1000\tWork:2\n4000\tWork:5\n7\tOther\nend\n");

        await _project.RunAsync(new Timed { Clock = _clock, Fails = 5 }, "All", "--mode=sequential");

        Assert.Equal("slipway history 1\n4000\tWork:5\n7\tOther\n9000\tWork:9\n1400\tWork:2\nend\n", _project.Read(".nuke/temp/history"));
        Assert.DoesNotContain(".nuke/temp/history.new", _project.Files());
    }

    [Theory]
    [InlineData("")]
    [InlineData("slipway history 1\n1000\tWork:2\nen")]
    [InlineData("slipway history 1\nxyz\tWork:2\nend\n")]
    [InlineData("slipway history 1\n\0\0\0\0\nend\n")]
    [InlineData("slipway history 1\n99999999999999999999\tWork:2\nend\n")]
    public async Task A_damaged_file_is_left_aside_and_written_anew(string text)
    {
        _project.Write(".nuke/temp/history", text);
        var build = new Timed { Clock = _clock };

        var run = await _project.RunAsync(build, "All", "--mode=sequential", "--verbosity=verbose");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["Work:2", "Work:9", "Work:5"], build.Started);
        Assert.StartsWith(".nuke/temp/history was damaged: what earlier runs took is learned anew\n", run.Out, StringComparison.Ordinal);
        Assert.Equal("slipway history 1\n2000\tWork:2\n9000\tWork:9\n5000\tWork:5\nend\n", _project.Read(".nuke/temp/history"));
    }

    private sealed class Timed : SlipwayBuild
    {
        public required FakeClock Clock { get; init; }

        public int Fails { get; init; }

        public List<string> Started { get; } = [];

        Target<int, int> Work => _ => _
            .ForEach(() => [2, 9, 5])
            .Executes((seconds, run) =>
            {
                Started.Add(run.Node);
                Clock.Advance(TimeSpan.FromSeconds(seconds));
                return seconds == Fails ? throw new InvalidOperationException() : Task.FromResult(0);
            });

        Target All => _ => _.DependsOn(Work);
    }
}
