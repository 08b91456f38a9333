using Slipway.Testing;
using Slipway.Tests.Reporting.Terminals;

namespace Slipway.Tests.Reporting;

public sealed class ShowingWhatRuns : IDisposable
{
    private readonly TestProject _project = new();
    private readonly FakeClock _clock = new();
    private readonly CancellationTokenSource _ctrlC = new();
    private readonly SlowBuild _build = new();
    private PseudoTerminal? _terminal;

    public ShowingWhatRuns()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "opens a pseudo-terminal of Linux");
        _project.Time = _clock;
        _project.CancellationToken = _ctrlC.Token;
    }

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _terminal?.Dispose();
        _ctrlC.Dispose();
        _project.Dispose();
    }

    [Fact]
    public async Task What_runs_and_what_waits_is_shown_below_what_was_said()
    {
        var terminal = Open(70, 14);

        var running = _project.RunAsync(_build, "Publish", "--mode=sequential");
        await _build.StartedAsync("Image:api");
        _build.Say("Image:api", run => run.Log("said before the view"));
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        _build.Say("Image:api", run => run.Detail("#7 RUN npm ci"));
        _clock.Advance(TimeSpan.FromSeconds(12));
        var screen = await terminal.WaitForAsync(text => text.Contains("  12 s: ", StringComparison.Ordinal));

        Assert.Equal(
            """
            start Image:api  always runs
                  Image:api  said before the view
              Image:api        12 s  #7 RUN npm ci
              Image:web waits for its turn
              Scan:api waits for Image:api
              Scan:web waits for Image:web
              Publish waits for Scan:api and 1 more
              12 s: 0 of 5 ended, 1 running, 4 waiting
            """,
            screen);
        Assert.True(terminal.IsCursorShown);
        await EndAsync(running);
    }

    [Fact]
    public async Task The_end_leaves_what_a_run_without_the_view_would_have_printed()
    {
        var terminal = Open(70, 14);

        var running = _project.RunAsync(_build, "Scan:api");
        await _build.StartedAsync("Image:api");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await terminal.WaitForAsync(text => text.Contains("1 running", StringComparison.Ordinal));
        await EndAsync(running);

        Assert.Equal(
            """
            start Image:api  always runs
            done  Image:api  1.0 s
            start Scan:api  always runs
            done  Scan:api  0.00 s

              target     result              time  why
              Image:api  done               1.0 s  always runs
              Scan:api   done                      always runs

            Succeeded in 1.0 s: 2 done

            """,
            await terminal.AllAsync());
        Assert.True(terminal.IsCursorShown);
    }

    [Fact]
    public async Task A_run_in_which_nothing_takes_long_is_printed_without_a_single_sequence()
    {
        var terminal = Open(70, 14);

        var running = _project.RunAsync(_build, "Scan:api");
        await _build.StartedAsync("Image:api");
        _clock.Advance(TimeSpan.FromMilliseconds(199));
        await EndAsync(running);
        await terminal.AllAsync();

        Assert.DoesNotContain("\e", terminal.Raw.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_line_is_lost_however_many_come_and_however_long_they_are()
    {
        var terminal = Open(40, 10);
        var lines = Enumerable.Range(0, 500).Select(i => $"{i} " + new string((char)('a' + (i % 26)), i % 130)).ToList();

        var running = _project.RunAsync(_build, "Image:api");
        await _build.StartedAsync("Image:api");
        _clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var some in lines.Chunk(7))
        {
            foreach (var line in some)
                _build.Say("Image:api", run => run.Log(line));
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await EndAsync(running);

        Assert.Equal(
            lines.Select(line => $"      Image:api  {line}".TrimEnd()),
            (await terminal.AllAsync()).Split('\n').Where(line => line.StartsWith("      Image:api", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_lost_or_doubled_when_the_terminal_changes_its_size(bool rewraps)
    {
        var terminal = Open(100, 24, rewraps);
        if (!rewraps)
            _project.Environment["XTERM_VERSION"] = "XTerm(390)";

        var running = _project.RunAsync(_build, "Publish");
        await _build.StartedAsync("Image:api");
        await _build.StartedAsync("Image:web");
        _build.Say("Image:api", run => run.Detail(new string('x', 200)));
        var said = 0;
        foreach (var (columns, rows) in new[] { (100, 24), (50, 24), (41, 12), (120, 30), (60, 9), (80, 24) })
        {
            await terminal.SettleAsync();
            terminal.Resize(columns, rows);
            _build.Say("Image:web", run => run.Log($"line {said++}"));
            _clock.Advance(TimeSpan.FromSeconds(1));
            await terminal.WaitForAsync(text => text.Contains($"line {said - 1}", StringComparison.Ordinal));
        }

        await EndAsync(running);
        var all = await terminal.AllAsync();

        Assert.Equal(Enumerable.Range(0, said).Select(i => $"      Image:web  line {i}"), all.Split('\n').Where(line => line.Contains("line ", StringComparison.Ordinal)));
        Assert.DoesNotContain("xxx", all, StringComparison.Ordinal);
        Assert.DoesNotContain("waits for", all, StringComparison.Ordinal);
        Assert.DoesNotContain("running,", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_narrow_terminal_gets_short_lines()
    {
        var terminal = Open(40, 12);

        var running = _project.RunAsync(_build, "Publish", "--mode=sequential");
        await _build.StartedAsync("Image:api");
        _build.Say("Image:api", run => run.Detail("#7 [4/9] RUN npm ci --omit=dev 日本語"));
        _clock.Advance(TimeSpan.FromSeconds(65));
        var screen = await terminal.WaitForAsync(text => text.Contains("  1 min 05 s: ", StringComparison.Ordinal));

        Assert.Equal(
            """
            start Image:api  always runs
              Image:api  1 min 05 s  #7 [4/9] RUN …
              Image:web waits for its turn
              Scan:api waits for Image:api
              Scan:web waits for Image:w…  + 1 more
              1 min 05 s: 0 of 5 ended, 1 running,…
            """,
            screen);
        await EndAsync(running);
    }

    [Fact]
    public async Task What_tools_write_for_a_terminal_of_their_own_does_no_harm()
    {
        var terminal = Open(70, 14);

        var running = _project.RunAsync(_build, "Image:api");
        await _build.StartedAsync("Image:api");
        _clock.Advance(TimeSpan.FromSeconds(1));
        _build.Say("Image:api", run => run.Log("\e[2J\e[1;31mred\e[0m \e]0;title\a10 %\r20 %\tdone\b\e[10A\e[?25l"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        var screen = await terminal.WaitForAsync(text => text.Contains("  2 s: ", StringComparison.Ordinal));

        Assert.Equal(
            """
            start Image:api  always runs
                  Image:api  20 %    done
              Image:api         2 s  20 %    done
              2 s: 0 of 1 ended, 1 running, 0 waiting
            """,
            screen);
        await EndAsync(running);
    }

    [Fact]
    public async Task Many_nodes_leave_half_of_the_screen_to_what_was_said()
    {
        var terminal = Open(70, 10);
        var build = new WideBuild();

        var running = _project.RunAsync(build, "Item");
        await build.AllStarted.Task.WaitAsync(TimeSpan.FromSeconds(10), Test);
        _clock.Advance(TimeSpan.FromSeconds(3));
        var screen = await terminal.WaitForAsync(text => text.Contains("  3 s: 0 of 30 ended, 30 running (27 not shown), 0 waiting", StringComparison.Ordinal));
        build.Release.SetResult();
        await running;

        Assert.Equal(3, screen.Split('\n').Count(line => line.TrimEnd().EndsWith("3 s", StringComparison.Ordinal) && line.Contains("Item:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task After_Ctrl_C_the_terminal_is_as_it_was()
    {
        var terminal = Open(70, 14);

        var running = _project.RunAsync(_build, "Image:api");
        await _build.StartedAsync("Image:api");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _ctrlC.CancelAsync();
        var run = await running;

        Assert.Equal(130, run.ExitCode);
        Assert.Equal(
            """
            start Image:api  always runs

              target     result              time  why
              Image:api  interrupted        1.0 s  the run was stopped

            Stopped in 1.0 s: 1 interrupted

            """,
            await terminal.AllAsync());
        Assert.True(terminal.IsCursorShown);
    }

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("TERM", "dumb")]
    [InlineData("", "--plain")]
    [InlineData("", "--verbosity=quiet")]
    public async Task Where_lines_cannot_or_shall_not_be_redrawn_there_is_no_view(string variable, string value)
    {
        var terminal = Open(70, 14);
        if (variable.Length > 0)
            _project.Environment[variable] = value;

        var running = _project.RunAsync(_build, variable.Length > 0 ? ["Image:api"] : ["Image:api", value]);
        await _build.StartedAsync("Image:api");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await EndAsync(running);

        Assert.Contains("Succeeded in 1.0 s: 1 done", await terminal.AllAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("\e", terminal.Raw.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_that_says_the_same_is_not_drawn_again()
    {
        var terminal = Open(70, 14);

        var running = _project.RunAsync(_build, "Image:api");
        await _build.StartedAsync("Image:api");
        _clock.Advance(TimeSpan.FromSeconds(10));
        await terminal.WaitForAsync(text => text.Contains("  10 s: ", StringComparison.Ordinal));
        await EndAsync(running);
        await terminal.AllAsync();

        // One a second, and one that takes the view away: a frame is looked at ten times as often.
        Assert.InRange(terminal.Raw.ToString().Split("\e[?2026h").Length - 1, 10, 13);
    }

    private PseudoTerminal Open(int columns, int rows, bool rewraps = true)
    {
        var terminal = _terminal = new PseudoTerminal(columns, rows, rewraps);
        _project.Terminal = terminal.Size;
        _project.Output = terminal.Writer;
        return terminal;
    }

    private async Task EndAsync(Task<TestRun> running)
    {
        _build.Release.TrySetResult();
        Assert.Equal(0, (await running.WaitAsync(TimeSpan.FromSeconds(10), Test)).ExitCode);
    }
}
