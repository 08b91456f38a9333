using Slipway.Testing;

namespace Slipway.Tests.Reporting;

public sealed class PrintingRuns : IDisposable
{
    private readonly TestProject _project = new() { Processes = new FakeProcessRunner().Answer("tool", [], FakeAnswer.Success("from the tool")) };

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("quiet")]
    [InlineData("normal")]
    [InlineData("verbose")]
    public async Task A_run_prints_as_much_as_it_is_told(string verbosity)
    {
        var run = await _project.RunAsync<Talking>("Talk", "--verbosity", verbosity);

        Approved.Matches(run.Out, $"PrintingRuns.{verbosity}");
    }

    [Fact]
    public async Task A_terminal_gets_colours()
    {
        _project.Colors = true;

        var run = await _project.RunAsync<Talking>("Bad");

        Approved.Matches(run.Out.Replace('\e', '^'), "PrintingRuns.colours");
    }

    [Fact]
    public async Task Colours_can_be_refused()
    {
        _project.Colors = true;

        var run = await _project.RunAsync<Talking>("Talk", "--no-color");

        Assert.DoesNotContain('\e', run.Out);
    }

    [Fact]
    public async Task Everything_is_kept_in_a_log_for_each_node_whatever_is_printed()
    {
        _project.Write(".nuke/temp/logs/Old.log", "of the run before");

        await _project.RunAsync<Talking>("Talk", "Odd", "--verbosity=quiet");

        Assert.Equal("progress\nsecond line\n> tool 'an argument'\nfrom the tool\nlook at this\n", _project.Read(".nuke/temp/logs/Talk.log"));
        Assert.Equal([".nuke/temp/lock", ".nuke/temp/logs.1/Old.log", ".nuke/temp/logs/Odd_a_b.2.log", ".nuke/temp/logs/Odd_a_b.log", ".nuke/temp/logs/Talk.log"], _project.Files().Where(file => file.Contains("/lo", StringComparison.Ordinal)));
        Assert.Equal("a/b\n", _project.Read(".nuke/temp/logs/Odd_a_b.log"));
    }

    [Fact]
    public async Task The_logs_of_the_last_five_runs_are_kept()
    {
        for (var i = 0; i < 7; i++)
        {
            _project.Environment["SLIPWAY_TAGS"] = $"run {i}";
            await _project.RunAsync<Talking>("Tagged");
        }

        var logs = _project.Files().Where(file => file.EndsWith(".log", StringComparison.Ordinal)).Select(file => $"{file}: {_project.Read(file).TrimEnd()}");
        Assert.Equal(
            [
                ".nuke/temp/logs.1/Tagged.log: run 5",
                ".nuke/temp/logs.2/Tagged.log: run 4",
                ".nuke/temp/logs.3/Tagged.log: run 3",
                ".nuke/temp/logs.4/Tagged.log: run 2",
                ".nuke/temp/logs/Tagged.log: run 6",
            ],
            logs);
    }

    [Fact]
    public async Task A_failure_ends_with_its_last_lines_its_log_and_the_command_that_repeats_it()
    {
        _project.Environment["SLIPWAY_REGISTRY_PASSWORD"] = "very-secret";

        var run = await _project.RunAsync<Talking>("Broken", "--tags=a b,c", "--keep", "--colour", "Red", "--no-fail-fast", "--skip=Talk", "--verbosity", "quiet");

        Assert.EndsWith(
            """

            Broken:it's failed
              *** does not open it
              last output:
                line 6
                line 7
                line 8
                line 9
                line 10
                line 11
                line 12
                line 13
                line 14
                line 15
              log: .nuke/temp/logs/Broken_it_s.log
              repeat: ./build.sh 'Broken:it'\''s' --colour=Red --fail-fast=false --keep '--tags=a b,c' --verbosity=quiet --skip=Talk
              with: SLIPWAY_REGISTRY_PASSWORD in the environment

            Failed in 0.00 s: 1 skipped, 1 failed

            """,
            run.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_targets_and_options()
    {
        var run = await _project.RunAsync<Talking>("--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approved.Matches(run.Out, "PrintingRuns.help");
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("--HELP")]
    [InlineData("")]
    public async Task Help_is_shown_when_it_is_asked_for_and_when_nothing_is(string line)
    {
        var run = await _project.RunAsync<Talking>(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Usage: ./build.sh TARGET… [--option value]\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_shown()
    {
        var run = await _project.RunAsync<Talking>("--version");

        Assert.Equal((0, "0.1.0\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task The_schema_is_written_after_a_compilation()
    {
        _project.Environment["SLIPWAY_COMPILED"] = "1";

        await _project.RunAsync<Talking>("--list");

        Assert.Equal([".nuke/build.schema.json"], _project.Files());
        Approved.Matches(_project.Read(".nuke/build.schema.json"), "PrintingRuns.schema");
    }

    [Fact]
    public async Task A_schema_that_says_the_same_is_not_written_again()
    {
        _project.Environment["SLIPWAY_COMPILED"] = "1";
        await _project.RunAsync<Talking>("--list");
        var file = _project.PathOf(".nuke/build.schema.json");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);

        await _project.RunAsync<Talking>("--list");

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));
    }

    private enum Colour
    {
        Red,
        LightBlue,
    }

    private sealed class Talking : SlipwayBuild
    {
        [Parameter("A colour.")]
        Colour? Colour => Get<Colour?>();

        [Parameter("The tags of the images.")]
        string[] Tags => Get<string[]>([]);

        [Parameter("How long to wait.")]
        TimeSpan Patience => Get(TimeSpan.FromMinutes(1));

        [Parameter("Whether to keep what was there.")]
        bool Keep => Get(false);

        [Parameter("Opens the registry.")]
        Secret? RegistryPassword => Get<Secret>();

        Target Talk => _ => _.Description("Says something.").Alias("Say").Executes(async run =>
        {
            run.Log("progress\nsecond line");
            await run.Processes.RunAsync(new() { Program = "tool", Arguments = ["an argument"] }, run.CancellationToken);
            run.Warn("look at this");
        });

        Target Bad => _ => _.Description("Fails.").DependsOn(Talk).Executes(() => throw new ProblemException(new Problem("X0001", "bad", ["a fact"], "again")));

        Target Tagged => _ => _.Unlisted().Executes(run => run.Detail(Tags[0]));

        Target<string, int> Broken => _ => _.Unlisted().DependsOn(Talk).ForEach(() => ["it's"]).Executes((_, run) =>
        {
            foreach (var i in Enumerable.Range(1, 15))
                run.Detail($"\e[1mline {i}\e[0m\n");
            throw new ProblemException(new Problem("X0002", $"{RegistryPassword?.Reveal()} does not open it"));
        });

        Target<string, int> Odd => _ => _.Unlisted().ForEach(() => ["a/b", "a_b"]).Executes((item, run) =>
        {
            run.Detail(item);
            return Task.FromResult(0);
        });
    }
}
