using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Execution;

public sealed class RetryingTargets : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly TestProject _project = new();

    public RetryingTargets() => _project.Time = _clock;

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_failure_is_a_warning_and_the_next_attempt_may_do()
    {
        var build = new Flaky();

        var running = _project.RunAsync(build, "Pull");
        await AdvanceAsync(2, 6);
        var run = await running;

        Assert.Equal(
            """
            start Pull  always runs
            warn  Pull  attempt 1 of 3 failed: the registry is busy; again in 2.0 s
            warn  Pull  attempt 2 of 3 failed: the registry is busy; again in 6.0 s
            done  Pull  8.0 s

              target  result              time  why
              Pull    done               8.0 s  always runs, attempt 3 of 3

            Succeeded in 8.0 s: 1 done

            """,
            run.Out);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task When_all_attempts_fail_the_last_failure_counts()
    {
        var running = _project.RunAsync<Flaky>("Never");
        await AdvanceAsync(1);
        var run = await running;

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            """

            error X0001: no luck with attempt 2
              it rained
              attempt 2 of 2
              try: again tomorrow

            """,
            run.Out,
            StringComparison.Ordinal);
        Assert.Contains("  Never   FAILED             1.0 s  no luck with attempt 2, attempt 2 of 2\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_grow_up_to_the_longest()
    {
        var running = _project.RunAsync<Flaky>("Capped");
        await AdvanceAsync(1, 3, 5, 5);
        var run = await running;

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["1.0 s", "3.0 s", "5.0 s", "5.0 s"], run.Out.Split('\n').Where(line => line.StartsWith("warn", StringComparison.Ordinal)).Select(line => line.Split("again in ")[1]));
    }

    [Fact]
    public async Task Each_item_is_tried_by_itself()
    {
        var running = _project.RunAsync<Flaky>("Each", "--mode=sequential");
        await AdvanceAsync(1);
        var run = await running;

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\nEach:a done always runs\nEach:b done 1.0 s always runs, attempt 2 of 2\n", run.Out.Squeezed(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WrongInput", 2)]
    [InlineData("MissingTool", 3)]
    [InlineData("Chosen", 1)]
    public async Task Failures_that_no_repetition_mends_are_not_tried_again(string target, int exitCode)
    {
        var run = await _project.RunAsync<Flaky>(target);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.DoesNotContain("warn", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using var ctrlC = new CancellationTokenSource();
        _project.CancellationToken = ctrlC.Token;

        var running = _project.RunAsync<Flaky>("Never");
        await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        await ctrlC.CancelAsync();
        var run = await running;

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("  Never   interrupted               the run was stopped\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_that_makes_no_sense_is_refused()
    {
        var run = await _project.RunAsync<Senseless>("--list");

        Assert.Equal(
            """
            error SW0121: target 'Never' is to be tried 0 times
              try: Retry(2) tries it twice in all
            error SW0122: the waits between the attempts of target 'Shrinking' would be less than nothing, or grow shorter
              try: a Delay and a MaxDelay of 0 or more, a Factor of 1 or more

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    private async Task AdvanceAsync(params double[] seconds)
    {
        foreach (var wait in seconds)
        {
            await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
            _clock.Advance(TimeSpan.FromSeconds(wait));
        }
    }

    private sealed class Flaky : SlipwayBuild
    {
        Target Pull => _ => _
            .Retry(3, new RetryOptions { Delay = TimeSpan.FromSeconds(2), Factor = 3 })
            .Executes(run =>
            {
                if (run.Attempt < 3)
                    throw new ProblemException(new Problem("X0001", "the registry is busy"));
            });

        Target Never => _ => _.Retry(2).Executes(run =>
            throw new ProblemException(new Problem("X0001", $"no luck with attempt {run.Attempt}", ["it rained"], "again tomorrow")));

        Target Capped => _ => _
            .Retry(5, new RetryOptions { Factor = 3, MaxDelay = TimeSpan.FromSeconds(5) })
            .Executes(() => throw new IOException("broken pipe"));

        Target<string, int> Each => _ => _.ForEach(() => ["a", "b"]).Retry(2).Executes((item, run) =>
            item == "b" && run.Attempt == 1 ? throw new IOException("broken pipe") : 1);

        Target WrongInput => _ => _.Retry(3).Executes(() => throw new ProblemException(new Problem("X0001", "no", ExitCode: ExitCodes.BuildIsWrong)));

        Target MissingTool => _ => _.Retry(3).Executes(() => throw new ProcessStartException("trivy", new IOException("no such file")));

        Target Chosen => _ => _.Retry(3, new RetryOptions { When = failure => failure is TimeoutException }).Executes(() => throw new IOException("broken pipe"));
    }

    private sealed class Senseless : SlipwayBuild
    {
        Target Never => _ => _.Retry(0);

        Target Shrinking => _ => _.Retry(3, new RetryOptions { Factor = 0.5 });
    }
}
