using Slipway.Testing;

namespace Slipway.Tests.State;

public sealed class ResumingRuns : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task What_was_done_stays_done_and_what_failed_runs_again()
    {
        var failed = new Steps { Fails = "Second" };
        var resumed = new Steps();

        await _project.RunAsync(failed, "Third", "--mode=sequential");
        var run = await _project.RunAsync(resumed, "--resume", "--mode=sequential");

        Assert.Equal(["First", "Side", "Second", "Clean"], failed.Ran);
        Assert.Equal(["Second", "Clean", "Third"], resumed.Ran);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("  First   up to date                done in the run that is resumed\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resumed_run_that_fails_is_resumed_with_all_that_both_did()
    {
        var last = new Steps();

        await _project.RunAsync(new Steps { Fails = "Second" }, "Third");
        await _project.RunAsync(new Steps { Fails = "Third" }, "--resume");
        var run = await _project.RunAsync(last, "Third", "--resume");

        Assert.Equal(["Third"], last.Ran);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_plan_of_a_resumed_run_is_shown_and_changes_nothing()
    {
        await _project.RunAsync(new Steps { Fails = "Second" }, "Third");
        var journal = _project.Read(".nuke/temp/journal.jsonl");

        var run = await _project.RunAsync(new Steps(), "--resume", "--plan");

        Assert.StartsWith("Plan for Third: 3 run, 2 up to date\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(journal, _project.Read(".nuke/temp/journal.jsonl"));
    }

    [Fact]
    public async Task Without_a_run_there_is_nothing_to_resume()
    {
        var none = await _project.RunAsync<Steps>("--resume");
        await _project.RunAsync<Steps>("First");
        var succeeded = await _project.RunAsync<Steps>("First", "--resume");

        Assert.Equal((2, "error SW0100: there is no run to resume\n  try: run without --resume\n"), (none.ExitCode, none.Error));
        Assert.Equal(
            (2, "error SW0100: there is nothing to resume: the last run succeeded\n  it ran: First\n  try: run without --resume\n"),
            (succeeded.ExitCode, succeeded.Error));
    }

    [Fact]
    public async Task A_run_that_is_asked_for_something_else_is_refused_with_all_that_differs()
    {
        await _project.RunAsync(new Steps { Fails = "Second" }, "Third", "--skip=Side", "--where=here");

        var run = await _project.RunAsync<Steps>("Second", "--resume", "--where=there", "--verbosity=quiet");

        Assert.Equal(
            """
            error SW0103: the run that is to be resumed was asked for something else
              then: Third --skip Side
              now:  Second
              try: name no targets with --resume, or run without it
            error SW0102: parameters changed since the run that is to be resumed: '--where'
              try: give them as then, or run without --resume

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task A_run_of_another_build_is_refused()
    {
        await _project.RunAsync(new Steps { Fails = "Second" }, "Third");
        var journal = _project.Read(".nuke/temp/journal.jsonl");
        var sources = journal.IndexOf("\"sources\":\"", StringComparison.Ordinal) + 11;
        _project.Write(".nuke/temp/journal.jsonl", journal[..sources] + "0000000000000000" + journal[(sources + 16)..]);

        var run = await _project.RunAsync<Steps>("--resume");

        Assert.Equal(
            "error SW0101: the build changed since the run that is to be resumed: what was done then may not be what it would do now\n  try: run without --resume\n",
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task How_a_run_is_carried_out_may_change_and_secrets_are_not_written()
    {
        _project.Environment["SLIPWAY_PASSWORD"] = "correct horse";
        await _project.RunAsync(new Steps { Fails = "Second" }, "Third", "--memory=1GiB");
        _project.Environment["SLIPWAY_PASSWORD"] = "battery staple";

        var run = await _project.RunAsync<Steps>("--resume", "--memory=2GiB", "--concurrency=1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("\"parameters\":{\"password\":\"given\"}", _project.Read(".nuke/temp/journal.jsonl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(45)]
    public async Task A_torn_last_line_tells_nothing_and_a_new_run_goes_on_after_it(int torn)
    {
        await _project.RunAsync(new Steps { Fails = "Second" }, "Third", "--mode=sequential");
        var lines = _project.Read(".nuke/temp/journal.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var ended = Array.FindIndex(lines, line => line.Contains("\"node-end\",", StringComparison.Ordinal) && line.Contains("\"First\"", StringComparison.Ordinal));
        _project.Write(".nuke/temp/journal.jsonl", string.Join('\n', lines[..ended]) + "\n" + lines[ended][..^torn]);
        var resumed = new Steps { Fails = "Second" };
        var again = new Steps();

        await _project.RunAsync(resumed, "--resume", "--mode=sequential");
        await _project.RunAsync(again, "--resume", "--mode=sequential");

        Assert.Equal(["First", "Side", "Second", "Clean"], resumed.Ran);
        Assert.Equal(["Second", "Clean", "Third"], again.Ran);
    }

    [Fact]
    public async Task A_result_that_is_gone_is_made_again_where_somebody_may_ask_for_it()
    {
        var failed = new Items { Fails = "b" };
        var resumed = new Items();

        await _project.RunAsync(failed, "Push", "--mode=sequential");
        var run = await _project.RunAsync(resumed, "--resume", "--mode=sequential");

        Assert.Equal(["Prepare", "Build:a", "Build:b", "Kept:a", "Kept:b", "Scan:a", "Scan:b", "Push:a"], failed.Ran);
        // Push:b may ask for what was kept of both.
        Assert.Equal(["Build:a", "Build:b", "Kept:a", "Kept:b", "Push:b", "Scan:b"], resumed.Ran.Order(StringComparer.Ordinal));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task What_has_a_probe_is_asked_anyway_and_what_needs_it_runs_again_with_it()
    {
        var resumed = new Probed { IsStale = true };

        await _project.RunAsync(new Probed { Fails = true }, "Last");
        await _project.RunAsync(resumed, "--resume");

        Assert.Equal(["Probe", "Next", "Last"], resumed.Ran);
    }

    private sealed class Steps : SlipwayBuild
    {
        public string Fails { get; init; } = "";

        public List<string> Ran { get; } = [];

        [Parameter("Where.")]
        string? Where => Get<string>();

        [Parameter("A password.")]
        Secret? Password => Get<Secret>();

        Target First => _ => _.Executes(Add);

        Target Side => _ => _.DependsOn(First).Executes(Add);

        Target Second => _ => _.DependsOn(First).After(Side).Executes(Add);

        Target Third => _ => _.DependsOn(Second, Side, Clean).Executes(Add);

        Target Clean => _ => _.DependsOn(Second).AssuredAfterFailure().Executes(Add);

        private void Add(RunContext run)
        {
            _ = (Where, Password);
            Ran.Add(run.Node);
            if (run.Node == Fails)
                throw new InvalidOperationException("no");
        }
    }

    private sealed class Items : SlipwayBuild
    {
        public string Fails { get; init; } = "";

        public List<string> Ran { get; } = [];

        Target Prepare => _ => _.Executes(run => Ran.Add(run.Node));

        Target<string, string> Build => _ => _.DependsOn(Prepare).ForEach(() => ["a", "b"]).Executes((item, run) => Add("built " + item, run));

        Target<string, string> Kept => _ => _.ForEach(Build).Executes((item, run) => Add(item, run));

        Target<string, string> Scan => _ => _.ForEach(Build).Executes((item, run) => Add(run.ResultOf(Build, item), run));

        Target<string, string> Push => _ => _.ForEach(Scan).DependsOn(Kept).Executes((item, run) =>
            item == Fails ? throw new InvalidOperationException(item) : Add(run.ResultOf(Scan, item), run));

        private Task<string> Add(string result, RunContext run)
        {
            Ran.Add(run.Node);
            return Task.FromResult(result);
        }
    }

    private sealed class Probed : SlipwayBuild
    {
        public bool IsStale { get; init; }

        public bool Fails { get; init; }

        public List<string> Ran { get; } = [];

        Target Probe => _ => _
            .Reuses(_ => Task.FromResult(IsStale ? Reuse.Stale("inputs changed") : Reuse.UpToDate("as it was")))
            .Executes(run => Ran.Add(run.Node));

        Target Next => _ => _.DependsOn(Probe).Executes(run => Ran.Add(run.Node));

        Target Last => _ => _.DependsOn(Next).Executes(run =>
        {
            Ran.Add(run.Node);
            if (Fails)
                throw new InvalidOperationException("no");
        });
    }
}
