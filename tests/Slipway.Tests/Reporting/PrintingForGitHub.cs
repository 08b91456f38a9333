using System.Text.RegularExpressions;
using Slipway.Reports;
using Slipway.Testing;

namespace Slipway.Tests.Reporting;

public sealed partial class PrintingForGitHub : IDisposable
{
    private readonly TestProject _project = new();

    public PrintingForGitHub() => _project.Environment["GITHUB_ACTIONS"] = "true";

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Each_node_has_a_group_and_failures_are_open_and_annotated()
    {
        _project.Write("build/Build.cs", "");

        var run = await _project.RunAsync<Workflow>("All", "--mode=sequential");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            """
            start Talk  always runs
            ::warning title=Talk::50%25 of the disk is used
            ::group::done Talk  0.00 s
            progress
            only in the log
            50% of the disk is used
            ::endgroup::
            start Bad:web  always runs
            FAILED Bad:web  0.00 s
            compiling
            error X0001: two, things: are wrong
              build/Build.cs:41  the first
              build/Build.cs:7:3  the second
              try: mend it
            error X0002: nowhere
              http://example.org:80/ is no file
            ::error file=build/Build.cs,line=41,title=X0001::two, things: are wrong%0Abuild/Build.cs:41  the first%0Abuild/Build.cs:7:3  the second%0Atry: mend it
            ::error file=build/Build.cs,line=7,col=3,title=X0001::two, things: are wrong%0Abuild/Build.cs:7:3  the second
            ::error title=X0002::nowhere%0Ahttp://example.org:80/ is no file

              target   result              time  why
              Talk     done                      always runs
              Bad:web  FAILED                    two, things: are wrong
              All      not run                   needs Bad:web

            Bad:web failed
              two, things: are wrong
              last output:
                compiling
              log: .nuke/temp/logs/Bad_web.log
              repeat: ./build.sh Bad:web --mode=sequential

            Failed in 0.00 s: 1 done, 1 failed, 1 not run
            ::notice title=Slipway::Failed in 0.00 s: 1 done, 1 failed, 1 not run

            """,
            run.Out);
    }

    [Fact]
    public async Task Secrets_are_hidden_before_anything_else_is_printed_and_later_ones_before_they_can_appear()
    {
        _project.Environment["SLIPWAY_TOKEN"] = "first%line\nsecond line";

        var run = await _project.RunAsync<Workflow>("Hide");

        Assert.StartsWith("::add-mask::first%25line\n::add-mask::second line\nstart Hide  always runs\n::add-mask::made-later\n::group::done Hide  0.00 s\n*** and ***\n::endgroup::\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--plan")]
    [InlineData("--plan=json")]
    [InlineData("--help")]
    public async Task Secrets_are_not_written_where_nothing_runs(string option)
    {
        _project.Environment["SLIPWAY_TOKEN"] = "Zürich-77";

        var run = await _project.RunAsync<Workflow>("Hide", option);

        Assert.DoesNotContain("rich-77", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_in_the_output_of_a_target_are_only_text()
    {
        var run = await _project.RunAsync<Workflow>("Evil");

        var match = Stopped.Match(run.Out);
        Assert.True(match.Success, run.Out);
        Assert.Equal("  ::set-env name=PATH::/evil\n##[add-path]/evil\nafter\n", match.Groups["text"].Value);
    }

    [Fact]
    public async Task The_summary_is_added_to_the_page_of_the_run()
    {
        _project.Environment["GITHUB_STEP_SUMMARY"] = _project.Write("summary.md", "of another step\n");

        await _project.RunAsync<Workflow>("All", "Pipe", "--mode=sequential");

        Approved.Matches(_project.Read("summary.md"), "PrintingForGitHub.summary");
    }

    [Fact]
    public async Task A_carriage_return_begins_no_command()
    {
        var run = await _project.RunAsync<Workflow>("Return");

        Assert.DoesNotMatch("\\r::(error|add-mask)", run.Out);
        Assert.Contains("\n::stop-commands::", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\n::error::mine", run.Out.Split("::stop-commands::")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_in_an_error_are_only_text_on_standard_error_too()
    {
        var run = await _project.RunAsync<Workflow>("##[add-path]x");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("::stop-commands::", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n::error title=SW0011::", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_hidden_before_a_wrong_name_is_told()
    {
        _project.Environment["SLIPWAY_TOKEN"] = "Zürich-77";

        var run = await _project.RunAsync<Workflow>("Zürich-77");

        Assert.Equal("::add-mask::Zürich-77\n", run.Out);
        Assert.DoesNotContain("rich-77", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_handed_on_whatever_they_hold()
    {
        _project.Environment["GITHUB_OUTPUT"] = _project.Write("output", "other=1\n");

        await _project.RunAsync<Workflow>("Give");

        var lines = _project.Read("output").Split('\n');
        Assert.Equal("other=1", lines[0]);
        Assert.Matches("^digest<<end-[0-9a-f]{32}$", lines[1]);
        var end = lines[1]["digest<<".Length..];
        Assert.Equal(["sha256:1", "evil=yes", "EOF", end, ""], lines[2..]);
    }

    [Fact]
    public async Task An_output_without_a_proper_name_fails_its_target()
    {
        var run = await _project.RunAsync<Workflow>("Misname");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("An output is named with letters, digits, - and _: 'a=b'", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_shows_tables_what_was_up_to_date_and_a_chart_of_the_run()
    {
        _project.Environment["GITHUB_STEP_SUMMARY"] = _project.PathOf("summary.md");
        var clock = (FakeClock)_project.Time;

        await _project.RunAsync(new Workflow { Work = () => clock.Advance(TimeSpan.FromSeconds(2)) }, "Report", "Current", "Never", "Bad", "--mode=sequential");

        Approved.Matches(_project.Read("summary.md"), "PrintingForGitHub.full");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_048_000)]
    [InlineData(1_048_576)]
    [InlineData(2_000_000)]
    public async Task A_summary_never_passes_the_limit_of_GitHub(int there)
    {
        _project.Environment["GITHUB_STEP_SUMMARY"] = _project.Write("summary.md", new string('x', there));

        await _project.RunAsync<Workflow>("Flood");

        var size = new FileInfo(_project.PathOf("summary.md")).Length;
        Assert.InRange(size, 0, Math.Max(there, 1024 * 1024));
        if (there == 0)
            Assert.EndsWith("\n> The summary ends here: GitHub shows at most 1 MiB. The logs hold the rest.\n", _project.Read("summary.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_that_cannot_be_written_fails_no_run()
    {
        _project.Environment["GITHUB_STEP_SUMMARY"] = _project.PathOf("no/such/folder");

        var run = await _project.RunAsync<Workflow>("Talk");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("::warning::the summary was not written to ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_command_line_is_annotated_too()
    {
        var run = await _project.RunAsync<Workflow>("Tlak");

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("\n::error title=SW0011::there is no target 'Tlak'%0Atry: Talk\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiet_run_has_no_groups()
    {
        var run = await _project.RunAsync<Workflow>("Talk", "--verbosity=quiet");

        Assert.StartsWith("::warning title=Talk::50%25 of the disk is used\n\n  target", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_lines_can_be_asked_for()
    {
        var run = await _project.RunAsync<Workflow>("Talk", "--plain");

        Assert.StartsWith("start Talk  always runs\n      Talk  progress\nwarn  Talk  50% of the disk is used\ndone  Talk  0.00 s\n", run.Out, StringComparison.Ordinal);
    }

    [GeneratedRegex("\n::group::done Evil  0.00 s\nbefore\n::stop-commands::(?<token>[0-9a-f]{32})\n(?<text>.*)::\\k<token>::\n::endgroup::\n", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stopped { get; }

    private sealed class Workflow : SlipwayBuild
    {
        [Parameter("Opens something.")]
        Secret? Token => Get<Secret?>();

        Target Talk => _ => _.Executes(run =>
        {
            run.Log("progress");
            run.Detail("only in the log");
            run.Warn("50% of the disk is used");
        });

        Target<string, int> Bad => _ => _.ForEach(() => ["web"]).DependsOn(Talk).Executes((_, run) =>
        {
            run.Detail("compiling");
            throw new ProblemException(
                new Problem("X0001", "two, things: are wrong", ["build/Build.cs:41  the first", "build/Build.cs:7:3  the second"], "mend it"),
                new Problem("X0002", "nowhere", ["http://example.org:80/ is no file"]));
        });

        Target All => _ => _.DependsOn(Bad).Executes(() => { });

        Target<string, int> Pipe => _ => _.ForEach(() => ["a|b <c>"]).Executes((_, run) =>
        {
            run.Summarize("5 * `3` | 2");
            return Task.FromResult(0);
        });

        Target Hide => _ => _.Executes(run =>
        {
            run.Build.Mask(new Secret("made-later"));
            run.Log("made-later and second line");
        });

        public Action Work { get; init; } = () => { };

        Target Return => _ => _.Executes(run => run.Warn("fine\r::error::mine\rmore"));

        Target Give => _ => _.Executes(run => run.Output("digest", "sha256:1\nevil=yes\nEOF"));

        Target Misname => _ => _.Executes(run => run.Output("a=b", "c"));

        Target Report => _ => _.Executes(run =>
        {
            Work();
            run.Report(new ReportTable(
                "Images",
                [new("image"), new("size", ReportColumnKind.Bytes), new("change", ReportColumnKind.BytesChange), new("took", ReportColumnKind.Interval)],
                [["api | <web>", "12345678", "-1200", "100..2500"], ["bot", "?", "", "soon"]])
            { Note = "Of this run." });
        });

        Target Current => _ => _.Reuses(_ => Task.FromResult(Reuse.UpToDate("nothing_new in *src*"))).Executes(() => { });

        Target Never => _ => _.OnlyWhen(() => false, "not here").Executes(() => { });

        Target Flood => _ => _.Executes(run => run.Report(new ReportTable("Flood", [new("line")], [.. Enumerable.Range(0, 40_000).Select(i => (string[])[$"ümlaut {i} {new string('·', 30)}"])])));

        Target Evil => _ => _.Executes(run => run.Log("before\n  ::set-env name=PATH::/evil\n##[add-path]/evil\nafter"));
    }
}
