using Slipway.Testing;

namespace Slipway.Tests.Graphs;

public sealed class FindingCycles : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_cycle_is_reported_with_every_target_on_it()
    {
        var run = await _project.RunAsync<Circle>("--list");

        Assert.Equal(
            """
            error SW0003: targets wait for each other in a circle: Push -> Scan -> Build -> Push
              Push depends on Scan
              Scan has an item for each of Build
              Build comes after Push
              try: remove one of these, or use After() where only the order matters

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task A_target_that_waits_for_itself_is_a_cycle()
    {
        var run = await _project.RunAsync<Itself>("--list");

        Assert.StartsWith("error SW0003: targets wait for each other in a circle: Alone -> Alone\n  Alone depends on Alone\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ladder_of_ten_thousand_targets_and_five_thousand_diamonds_is_planned_and_run()
    {
        var run = await _project.RunAsync(TargetLadder.New(10_000), "T9999", "--skip=t5");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("\nSucceeded in 0.00 s: 1 skipped\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cycle_at_the_end_of_a_deep_ladder_is_printed_whole()
    {
        var run = await _project.RunAsync(TargetLadder.New(3_000, closed: true), "--list");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error SW0003: targets wait for each other in a circle: T0 -> T2999 -> T2997 -> T2995 -> ", run.Error, StringComparison.Ordinal);
        Assert.Contains(" -> T5 -> T3 -> T0\n  T0 depends on T2999\n", run.Error, StringComparison.Ordinal);
    }

    private sealed class Circle : SlipwayBuild
    {
        Target Push => _ => _.DependsOn(Scan);

        Target<string, int> Scan => _ => _.ForEach(Build);

        Target<string, int> Build => _ => _.ForEach(() => ["api"]).After(Push);
    }

    private sealed class Itself : SlipwayBuild
    {
        Target Alone => _ => _.DependsOn(Alone);
    }
}
