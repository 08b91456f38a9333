using System.Globalization;
using Slipway.Processes;
using Slipway.Testing;
using Slipway.Tests.Graphs;

namespace Slipway.Tests;

/// <summary>Faults of other build systems, each with what happens here instead. Details stand with the tests of each subject.</summary>
public sealed class WhatOthersGetWrong : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Targets_that_do_not_depend_on_each_other_run_at_the_same_time()
    {
        // Each waits for the other to be there.
        var run = await _project.RunAsync<Meeting>("Left", "Right", "--mode=parallel");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task What_is_up_to_date_does_not_run_again()
    {
        var build = new Ordinary();

        var run = await _project.RunAsync(build, "Fresh");

        Assert.Equal("", build.Ran);
        Assert.Contains("\nFresh up to date as it was\n", run.Out.Squeezed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_reads_each_definition_once_and_asks_nothing_of_targets_that_nobody_wants()
    {
        var build = new Ordinary();

        var run = await _project.RunAsync(build, "Compile");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal((1, 0), (build.Read, build.Asked));
    }

    [Fact]
    public async Task Three_thousand_targets_are_read_once_each_and_their_plan_is_linear()
    {
        var build = (LadderBuild)TargetLadder.New(3_000);

        var run = await _project.RunAsync(build, "T2999", "--plan=json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(3_000, build.Described);
        // Its neighbour on the last rung is not needed.
        Assert.Equal(2_999, run.Out.Split("\"name\":").Length - 1);
    }

    [Theory]
    [InlineData("--number abc", "error SW0012: --number is 'abc', which is not a whole number\n")]
    [InlineData("--nubmer 2", "error SW0010: there is no option '--nubmer'\n  try: --number\n")]
    public async Task A_wrong_value_and_a_misspelt_option_end_the_run_before_it_starts(string line, string message)
    {
        var build = new Ordinary();

        var run = await _project.RunAsync(build, ["Compile", .. line.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message.Split('\n')[0], run.Error, StringComparison.Ordinal);
        Assert.Equal("", build.Ran);
    }

    [Fact]
    public async Task An_option_may_be_joined_to_its_value_by_an_equals_sign()
    {
        var run = await _project.RunAsync<Ordinary>("Compile", "--number=7");

        Assert.Contains("the number is 7\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_that_others_set_neither_crash_nor_hijack_a_run()
    {
        var build = new Ordinary();
        foreach (var name in (string[])["HOST", "TARGET", "NUMBER", "SKIP", "PLAN", "VERBOSITY", "ROOT"])
            _project.Environment[name] = "Fresh";

        var run = await _project.RunAsync(build, "Compile");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("Compile", build.Ran);
        Assert.Contains("the number is 1\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_parameter_is_named_with_all_ways_to_give_it()
    {
        var run = await _project.RunAsync<Ordinary>("Push");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error SW0019: target 'Push' needs 'Registry': Where to.\n  try: give --registry", run.Error, StringComparison.Ordinal);
        Assert.Contains("SLIPWAY_REGISTRY", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_secret_that_is_logged_is_masked_and_the_host_is_told_to_mask_it_too(bool isGitHub)
    {
        _project.Environment["SLIPWAY_TOKEN"] = "hunter2!";
        if (isGitHub)
            _project.Environment["GITHUB_ACTIONS"] = "true";

        var run = await _project.RunAsync<Ordinary>("Leak");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the token is ***", run.Out, StringComparison.Ordinal);
        var clear = run.Out.Split('\n').Where(line => line.Contains("hunter2!", StringComparison.Ordinal));
        Assert.Equal(isGitHub ? ["::add-mask::hunter2!"] : [], clear);
        Assert.DoesNotContain("hunter2!", _project.Read(".nuke/temp/logs/Leak.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_text_and_starts_nothing()
    {
        var processes = new FakeProcessRunner();
        _project.Processes = processes;
        var build = new Ordinary();

        var run = await _project.RunAsync(build, "Compile", "--plan");

        Assert.StartsWith("Plan for Compile: 1 run\n", run.Out, StringComparison.Ordinal);
        Assert.Equal("", build.Ran);
        Assert.Empty(processes.Invocations);
        Assert.Empty(_project.Files());
    }

    [Fact]
    public async Task A_second_run_in_the_same_folder_is_told_who_is_there()
    {
        var build = new Meeting();
        using var stop = new CancellationTokenSource();
        _project.CancellationToken = stop.Token;
        var first = _project.RunAsync(build, "Left");
        await build.LeftIsThere.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        var second = await _project.RunAsync<Ordinary>("Compile");
        await stop.CancelAsync();
        await first;

        Assert.Equal(4, second.ExitCode);
        Assert.StartsWith($"error SW0042: another run works in this folder: process {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}\n", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipping_a_target_never_skips_what_others_still_need()
    {
        var build = new Ordinary();

        var run = await _project.RunAsync(build, "Scan", "Pack", "--skip=Scan", "--mode=sequential");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("Compile Pack", build.Ran);
    }

    [Theory]
    [InlineData("Compile", 0)]
    [InlineData("Broken", 1)]
    [InlineData("Nowhere", 2)]
    [InlineData("NoTool", 3)]
    public async Task The_exit_code_says_what_kind_of_failure_it_was(string target, int exitCode)
    {
        var run = await _project.RunAsync<Ordinary>(target);

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task Several_builds_run_in_one_process_and_know_nothing_of_each_other()
    {
        using var other = new TestProject();
        var (build, otherBuild) = (new Ordinary(), new Ordinary());

        var runs = await Task.WhenAll(_project.RunAsync(build, "Compile", "--number=1"), other.RunAsync(otherBuild, "Compile", "--number=2"));

        Assert.Contains("the number is 1\n", runs[0].Out, StringComparison.Ordinal);
        Assert.Contains("the number is 2\n", runs[1].Out, StringComparison.Ordinal);
        Assert.Equal(("Compile", "Compile"), (build.Ran, otherBuild.Ran));
    }

    private sealed class Meeting : SlipwayBuild
    {
        private readonly TaskCompletionSource _rightIsThere = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource LeftIsThere { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Target Left => _ => _.Executes(async run =>
        {
            LeftIsThere.SetResult();
            await _rightIsThere.Task.WaitAsync(run.CancellationToken);
        });

        Target Right => _ => _.Executes(async run =>
        {
            _rightIsThere.SetResult();
            await LeftIsThere.Task.WaitAsync(run.CancellationToken);
        });
    }

    private sealed class Ordinary : RecordingBuild
    {
        public int Read { get; private set; }

        public int Asked { get; private set; }

        [Parameter("A number.")]
        int Number => Get(1);

        [Parameter("Where to.")]
        string? Registry => Get<string?>();

        [Parameter("A token.")]
        Secret? Token => Get<Secret?>();

        Target Compile => _ =>
        {
            Read++;
            return _.Executes(run =>
            {
                Note(run);
                run.Log($"the number is {Number}");
            });
        };

        Target Fresh => _ => _
            .OnlyWhen(() => ++Asked > 0)
            .Reuses(_ => Task.FromResult(Reuse.UpToDate("as it was")))
            .Executes(Note);

        Target Push => _ => _.Requires(() => Registry).Executes(Note);

        Target Leak => _ => _.Executes(run => run.Log($"the token is {Token!.Reveal()}"));

        Target Scan => _ => _.DependsOn(Compile).WhenSkipped(DependencyBehavior.Skip).Executes(Note);

        Target Pack => _ => _.DependsOn(Compile).Executes(Note);

        Target Broken => _ => _.Executes(Fail);

        Target NoTool => _ => _.Executes(() => throw new ProcessStartException("trivy", new IOException("no such file")));
    }
}
