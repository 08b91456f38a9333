using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Execution;

public sealed class Failing : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_failure_stops_what_depends_on_it_and_nothing_else()
    {
        var run = await _project.RunAsync<OneFails>("All", "--mode=sequential");

        Assert.Equal(1, run.ExitCode);
        Approved.Matches(run.Out, "Failing.summary");
    }

    [Fact]
    public async Task Dependents_of_a_target_that_may_fail_run_and_the_exit_code_tells()
    {
        var build = new MayFail();

        var run = await _project.RunAsync(build, "After");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["after"], build.Done);
        Assert.EndsWith("\nFailed in 0.00 s: 1 done, 1 failed\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clean_up_runs_after_a_failure_and_what_depends_on_both_does_not()
    {
        var build = new CleansUp();

        var run = await _project.RunAsync(build, "Report");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["down"], build.Done);
        Assert.Contains("  Report  not run                   needs Test\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fail_fast_interrupts_what_runs_starts_nothing_more_and_still_cleans_up()
    {
        var build = new FailsFast();

        var run = await _project.RunAsync(build, "All", "--fail-fast", "--concurrency=2");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["down, without a result"], build.Done);
        Assert.Contains("  Fail    FAILED                    no\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  Long:a  interrupted               --fail-fast\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  Later   not run                   --fail-fast\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  Down    done                      always runs\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Wrong", 2)]
    [InlineData("Missing", 3)]
    [InlineData("Plain", 1)]
    [InlineData("Missing Plain", 3)]
    [InlineData("Plain Wrong Missing", 2)]
    public async Task The_gravest_failure_decides_the_exit_code(string line, int exitCode)
    {
        var run = await _project.RunAsync<Codes>(line.Split(' '));

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task An_unexpected_exception_is_shown_with_its_stack_and_kept_in_the_log()
    {
        var run = await _project.RunAsync<Codes>("Unexpected");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "\nerror SW0041: 'Unexpected' failed: InvalidOperationException: two\nlines\n  ---> System.FormatException: inner\n  at Slipway.Tests.Execution.Failing.Codes.",
            run.Out,
            StringComparison.Ordinal);
        Assert.Contains("\n  log: .nuke/temp/logs/Unexpected.log\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: two\n", run.Out, StringComparison.Ordinal);
        Assert.StartsWith("error SW0041: 'Unexpected' failed: InvalidOperationException: two\n", _project.Read(".nuke/temp/logs/Unexpected.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_missing_is_named_without_a_stack()
    {
        _project.Environment["PATH"] = "/nowhere:/elsewhere";
        _project.Processes = new ProcessRunner(TimeProvider.System, _project.Environment.AsReadOnly());

        var run = await _project.RunAsync<Codes>("Program");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            """

            error SW0043: 'Program' needs 'trivy', which could not be started: it is in none of the 2 folders on PATH
              try: install trivy, or put it on PATH
              log: .nuke/temp/logs/Program.log


            """,
            run.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_not_there_is_named()
    {
        var run = await _project.RunAsync<Codes>("Reader");

        Assert.Contains(
            """
            error SW0040: 'Reader' needs the result of 'Given:b', and there is none
              it was skipped, or it does not run before
              try: run Given too

            """,
            run.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_may_be_null_where_its_type_says_so()
    {
        var run = await _project.RunAsync<Codes>("NullReader");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    private sealed class OneFails : SlipwayBuild
    {
        Target Compile => _ => _.Executes(run => run.Log("compiling"));

        Target<string, int> Test => _ => _.DependsOn(Compile).ForEach(() => ["unit", "slow"]).Executes((item, run) =>
        {
            run.Detail("only in the log");
            return item == "unit" ? throw new ProblemException(new Problem("X0001", "2 tests failed", ["first", "second"], "mend them")) : Task.FromResult(1);
        });

        Target<string, int> Report => _ => _.ForEach(Test).Executes((_, run) =>
        {
            run.Warn("it is slow");
            run.Summarize("12 pages");
            return Task.FromResult(0);
        });

        Target Publish => _ => _.DependsOn(Report).Executes(() => { });

        Target Mail => _ => _.OnlyWhen(() => Compile == null).Executes(() => { });

        Target Docs => _ => _.Reuses(_ => Task.FromResult(Reuse.UpToDate("nothing changed"))).Executes(() => { });

        Target Nothing => _ => _.DependsOn(Publish);

        Target All => _ => _.DependsOn(Publish, Mail, Docs, Nothing);
    }

    private sealed class MayFail : SlipwayBuild
    {
        public List<string> Done { get; } = [];

        Target Flaky => _ => _.ContinueOnFailure().Executes(() => throw new ProblemException(new Problem("X0001", "no")));

        Target After => _ => _.DependsOn(Flaky).Executes(() => Done.Add("after"));
    }

    private sealed class CleansUp : SlipwayBuild
    {
        public List<string> Done { get; } = [];

        Target Test => _ => _.Executes(() => throw new ProblemException(new Problem("X0001", "no")));

        Target Down => _ => _.AssuredAfterFailure().DependsOn(Test).Executes(() => Done.Add("down"));

        Target Report => _ => _.DependsOn(Down).DependsOn(Test).Executes(() => Done.Add("report"));
    }

    private sealed class FailsFast : SlipwayBuild
    {
        private readonly TaskCompletionSource _longRuns = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Done { get; } = [];

        Target Fail => _ => _.Executes(async () =>
        {
            await _longRuns.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            throw new ProblemException(new Problem("X0001", "no"));
        });

        Target<string, int> Long => _ => _.ForEach(() => ["a"]).Executes(async (_, run) =>
        {
            _longRuns.SetResult();
            await Task.Delay(Timeout.Infinite, run.CancellationToken);
            return 1;
        });

        Target Later => _ => _.Executes(() => Done.Add("later"));

        Target Down => _ => _.AssuredAfterFailure().DependsOn(Long).DependsOn(Fail).Executes(run =>
            Done.Add(run.TryResultOf(Long, "a", out int _) ? "down, with a result" : "down, without a result"));

        Target All => _ => _.DependsOn(Down, Later);
    }

    private sealed class Codes : SlipwayBuild
    {
        Target Wrong => _ => _.Executes(() => throw new ProblemException(new Problem("X0001", "no", ExitCode: ExitCodes.BuildIsWrong)));

        Target Missing => _ => _.Executes(() => throw new ProblemException(new Problem("X0001", "no", ExitCode: ExitCodes.ToolIsMissing)));

        Target Plain => _ => _.Executes(() => throw new ProblemException(new Problem("X0001", "no")));

        Target Unexpected => _ => _.Executes(() => throw new InvalidOperationException("two\nlines", new FormatException("inner")));

        Target Program => _ => _.Executes(run => run.Processes.RunAsync(new() { Program = "trivy" }, run.CancellationToken));

        Target<string, string?> Given => _ => _.ForEach(() => ["a"]).Executes((_, _) => Task.FromResult<string?>(null));

        Target Reader => _ => _.DependsOn(Given).Executes(run => run.Log(run.ResultOf(Given, "b")!));

        Target NullReader => _ => _.DependsOn(Given).Executes(run => Assert.Null(run.ResultOf(Given, "a")));
    }
}
