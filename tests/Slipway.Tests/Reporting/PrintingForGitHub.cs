using System.Text.RegularExpressions;
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

        Target Evil => _ => _.Executes(run => run.Log("before\n  ::set-env name=PATH::/evil\n##[add-path]/evil\nafter"));
    }
}
