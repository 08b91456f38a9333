using Slipway.Testing;

namespace Slipway.Tests.Execution;

public sealed class WritingBodies : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_body_for_items_may_wait_or_not_and_may_do_without_the_run()
    {
        var build = new Bodies();

        var run = await _project.RunAsync(build, "Sum");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("1 11 21 31\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_body_for_items_counts_as_a_node_has_one_result()
    {
        var build = new Bodies();

        var run = await _project.RunAsync(build, "Last");

        Assert.Contains("     Last  the second\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_target_says_how_much_memory_it_needs()
    {
        var run = await _project.RunAsync<Bodies>("Hungry", "HungryItems", "--plan", "--memory=4GiB");

        Assert.Contains("\n1 Hungry run 1.5 GiB always runs\n", run.Out.Squeezed(), StringComparison.Ordinal);
        Assert.Contains("\n1 HungryItems:a run 512 MiB always runs\n", run.Out.Squeezed(), StringComparison.Ordinal);
    }

    private sealed class Bodies : SlipwayBuild
    {
        Target<int, int> Waits => _ => _.ForEach(() => [1]).Executes(async (item, run) =>
        {
            await Task.Delay(0, run.CancellationToken);
            return item;
        });

        Target<int, int> WaitsAlone => _ => _.ForEach(() => [1]).Executes(async item =>
        {
            await Task.Yield();
            return item + 10;
        });

        Target<int, int> Knows => _ => _.ForEach(() => [1]).Executes((item, run) => item + 19 + run.Attempt);

        Target<int, int> KnowsAlone => _ => _.ForEach(() => [1]).Executes(item => item + 30);

        Target Sum => _ => _.DependsOn(Waits).DependsOn(WaitsAlone).DependsOn(Knows).DependsOn(KnowsAlone).Executes(run =>
            run.Log($"{run.ResultOf(Waits, 1)} {run.ResultOf(WaitsAlone, 1)} {run.ResultOf(Knows, 1)} {run.ResultOf(KnowsAlone, 1)}"));

        Target<string, string> Twice => _ => _.ForEach(() => ["a"]).Executes(_ => "the first").Executes(_ => "the second");

        Target Last => _ => _.DependsOn(Twice).Executes(run => run.Log(run.ResultOf(Twice, "a")));

        Target Hungry => _ => _.Uses(new ByteSize(1536L * 1024 * 1024)).Executes(() => { });

        Target<string, int> HungryItems => _ => _.ForEach(() => ["a"]).Uses(new ByteSize(512L * 1024 * 1024)).Executes(_ => 1);
    }
}
