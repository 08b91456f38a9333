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
        Assert.Equal([".nuke/temp/lock", ".nuke/temp/logs/Odd_a_b.2.log", ".nuke/temp/logs/Odd_a_b.log", ".nuke/temp/logs/Talk.log"], _project.Files());
        Assert.Equal("a/b\n", _project.Read(".nuke/temp/logs/Odd_a_b.log"));
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
    [InlineData("--help Talk")]
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

        Target<string, int> Odd => _ => _.Unlisted().ForEach(() => ["a/b", "a_b"]).Executes((item, run) =>
        {
            run.Detail(item);
            return Task.FromResult(0);
        });
    }
}
