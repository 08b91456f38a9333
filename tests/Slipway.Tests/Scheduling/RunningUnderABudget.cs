using Slipway.Testing;

namespace Slipway.Tests.Scheduling;

public sealed class RunningUnderABudget : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_run_never_uses_more_than_the_budget_and_starts_nothing_before_what_it_waits_for(int seed)
    {
        var build = new Random { Graph = new RandomGraph(seed, 40) };

        var run = await _project.RunAsync(build, "Work", "--memory=10");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Enumerable.Range(0, 40), build.Ended.Order());
        Assert.InRange(build.Most, 8, RandomGraph.Budget);
    }

    private sealed class Random : SlipwayBuild
    {
        private readonly Lock _gate = new();
        private int _memory;

        public required RandomGraph Graph { get; init; }

        public int Most { get; private set; }

        public List<int> Ended { get; } = [];

        Target<int, int> Work => _ => _
            .ForEach(() => Enumerable.Range(0, Graph.Count))
            .WaitsFor(item => Graph.Before[item])
            .Uses(item => new ByteSize(Graph.Memory[item]))
            .Executes(async (item, run) =>
            {
                lock (_gate)
                {
                    Assert.True(Graph.Before[item].IsSubsetOf(Ended));
                    _memory += Graph.Memory[item];
                    Most = Math.Max(Most, _memory);
                }

                await Task.Yield();
                lock (_gate)
                {
                    _memory -= Graph.Memory[item];
                    Ended.Add(item);
                }

                return item;
            });
    }
}
