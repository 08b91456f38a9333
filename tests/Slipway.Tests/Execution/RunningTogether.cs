using Slipway.Testing;

namespace Slipway.Tests.Execution;

public sealed class RunningTogether : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("--mode=parallel", 6)]
    [InlineData("--mode=adaptive", 6)]
    [InlineData("--mode=sequential", 1)]
    [InlineData("--concurrency=2", 2)]
    [InlineData("--concurrency=2 --mode=parallel", 2)]
    [InlineData("--concurrency=4 --mode=sequential", 1)]
    public async Task As_many_nodes_run_together_as_the_mode_allows(string line, int expected)
    {
        var build = new Items { Gauge = new Gauge(expected) };

        var run = await _project.RunAsync(build, [.. line.Split(' '), "Work"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, build.Gauge.Most);
        Assert.Equal(6, build.Gauge.Started.Count);
    }

    [Theory]
    [InlineData("--memory=4GiB", 4)]
    [InlineData("--memory=3GiB", 3)]
    [InlineData("--memory=1GiB", 1)]
    [InlineData("--memory=2GiB --mode=parallel", 6)]
    public async Task Nodes_that_run_together_stay_within_the_memory_budget(string line, int expected)
    {
        var build = new Items { Gauge = new Gauge(expected), Memory = new ByteSize(1L << 30) };

        var run = await _project.RunAsync(build, [.. line.Split(' '), "Work"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, build.Gauge.Most);
    }

    [Fact]
    public async Task A_node_that_needs_more_than_the_whole_budget_runs_alone()
    {
        var build = new OneIsLarge();

        var run = await _project.RunAsync(build, "All", "--memory=2GiB");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(4, build.Gauge.Started.Count);
        Assert.Equal(10, build.Gauge.Most);
    }

    [Fact]
    public async Task Nodes_with_the_same_exclusive_resource_never_run_together()
    {
        var build = new Exclusive();

        var run = await _project.RunAsync(build, "All", "--mode=parallel");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(3, build.Gauge.Started.Count);
        Assert.Equal(2, build.Gauge.Most);
    }

    [Fact]
    public async Task What_has_the_longest_way_to_go_starts_first_then_what_is_declared_first()
    {
        var build = new Ways();

        await _project.RunAsync(build, "All", "--mode=sequential");

        Assert.Equal(["Long1", "Leaf", "Long2", "Short", "Long3"], build.Started);
    }

    [Fact]
    public async Task An_item_goes_on_while_its_neighbour_is_not_ready_and_a_barrier_waits_for_all()
    {
        var build = new Pipeline();

        var run = await _project.RunAsync(build, "Push");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["Build:fast", "Scan:fast", "Build:slow", "Scan:slow"], build.Ended.Take(4));
        Assert.Equal(["Push:fast=8", "Push:slow=8"], build.Ended.Skip(4).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Items_wait_for_the_items_that_they_are_made_from()
    {
        var build = new Bases();

        var run = await _project.RunAsync(build, "Build", "--mode=parallel");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["base", "middle", "top"], build.Ended);
    }

    [Fact]
    public async Task Items_that_wait_for_each_other_are_printed_as_a_circle()
    {
        var run = await _project.RunAsync(new Bases { Closed = true }, "Build");

        Assert.Equal(
            """
            error SW0031: items wait for each other in a circle: Build:top -> Build:middle -> Build:base -> Build:top
              try: change what WaitsFor says of one of them

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Two_builds_run_in_one_process_at_once()
    {
        using var other = new TestProject();
        other.Environment["SLIPWAY_CONCURRENCY"] = "1";
        var gauge = new Gauge(2);

        var runs = await Task.WhenAll(
            _project.RunAsync(new Single { Gauge = gauge }, "Work"),
            other.RunAsync(new Single { Gauge = gauge }, "Work"));

        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(2, gauge.Most);
    }

    private sealed class Single : SlipwayBuild
    {
        public required Gauge Gauge { get; init; }

        Target Work => _ => _.Executes(() => Gauge.HoldAsync("work"));
    }

    private sealed class Items : SlipwayBuild
    {
        public required Gauge Gauge { get; init; }

        public ByteSize? Memory { get; init; }

        Target<int, int> Work => _ => _
            .ForEach(() => [1, 2, 3, 4, 5, 6])
            .Uses(_ => Memory)
            .Executes(async (item, _) =>
            {
                await Gauge.HoldAsync($"{item}");
                return item;
            });
    }

    private sealed class OneIsLarge : SlipwayBuild
    {
        public Gauge Gauge { get; } = new(1);

        Target<int, int> Work => _ => _
            .ForEach(() => [1, 10, 2])
            .Uses(item => new ByteSize((long)item << 30))
            .Executes(async (item, _) =>
            {
                await Gauge.HoldAsync($"{item}", item);
                return item;
            });

        Target Unknown => _ => _.Executes(() => Gauge.HoldAsync("unknown"));

        Target All => _ => _.DependsOn(Work).DependsOn(Unknown);
    }

    private sealed class Exclusive : SlipwayBuild
    {
        public Gauge Gauge { get; } = new(2);

        Target Migrate => _ => _.UsesExclusively("database").Executes(() => Gauge.HoldAsync("migrate"));

        Target Backup => _ => _.UsesExclusively("database").Executes(() => Gauge.HoldAsync("backup"));

        Target Scan => _ => _.UsesExclusively("scanner").Executes(() => Gauge.HoldAsync("scan"));

        Target All => _ => _.DependsOn(Migrate, Backup, Scan);
    }

    private sealed class Ways : SlipwayBuild
    {
        public List<string> Started { get; } = [];

        Target Leaf => _ => _.Executes(() => Started.Add("Leaf"));

        Target Short => _ => _.DependsOn(Leaf).Executes(() => Started.Add("Short"));

        Target Long1 => _ => _.Executes(() => Started.Add("Long1"));

        Target Long2 => _ => _.DependsOn(Long1).Executes(() => Started.Add("Long2"));

        Target Between => _ => _.DependsOn(Leaf);

        Target Long3 => _ => _.DependsOn(Long2).Executes(() => Started.Add("Long3"));

        Target All => _ => _.DependsOn(Short, Between, Long3);
    }

    private sealed class Pipeline : SlipwayBuild
    {
        private readonly TaskCompletionSource _fastIsScanned = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _gate = new();

        public List<string> Ended { get; } = [];

        Target<string, int> Build => _ => _.ForEach(() => ["fast", "slow"]).Executes(async (item, run) =>
        {
            if (item == "slow")
                await _fastIsScanned.Task.WaitAsync(TimeSpan.FromSeconds(10), run.CancellationToken);
            return Add(run.Node, 4);
        });

        Target<string, int> Scan => _ => _.ForEach(Build).Executes((item, run) =>
        {
            var size = Add(run.Node, run.ResultOf(Build, item) * 2);
            if (item == "fast")
                _fastIsScanned.SetResult();
            return Task.FromResult(size);
        });

        Target<string, int> Push => _ => _.ForEach(Scan).DependsOn(Scan).Executes((item, run) =>
            Task.FromResult(Add($"{run.Node}={run.ResultOf(Scan, item)}", 0)));

        private int Add(string text, int result)
        {
            lock (_gate)
                Ended.Add(text);
            return result;
        }
    }

    private sealed class Bases : SlipwayBuild
    {
        public bool Closed { get; init; }

        public List<string> Ended { get; } = [];

        Target<string, int> Build => _ => _
            .ForEach(() => ["top", "base", "middle"])
            .WaitsFor(item => item switch
            {
                "top" => ["middle", "top", "not of this stack"],
                "middle" => ["base"],
                _ => Closed ? ["top"] : [],
            })
            .Executes((item, _) =>
            {
                Ended.Add(item);
                return Task.FromResult(0);
            });
    }
}
