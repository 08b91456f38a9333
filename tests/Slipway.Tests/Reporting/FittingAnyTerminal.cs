using Slipway.Hosting;
using Slipway.Testing;
using Slipway.Tests.Reporting.Terminals;

namespace Slipway.Tests.Reporting;

public sealed class FittingAnyTerminal : IDisposable
{
    private readonly TestProject _project = new();
    private readonly FakeClock _clock = new();

    public FittingAnyTerminal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "opens a pseudo-terminal of Linux");
        _project.Time = _clock;
    }

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 2)]
    [InlineData(16, 4)]
    [InlineData(20_000, 10_000)]
    public async Task The_view_is_drawn_whatever_the_size(int columns, int rows)
    {
        using var terminal = new PseudoTerminal(columns, rows);
        _project.Terminal = terminal.Size;
        _project.Output = terminal.Writer;
        var build = new SlowBuild();

        var running = _project.RunAsync(build, "Publish", "--mode=sequential");
        await build.StartedAsync("Image:api");
        _clock.Advance(TimeSpan.FromSeconds(12));
        await terminal.WaitForAsync(_ => terminal.Raw.ToString().Contains("\e[?2026l", StringComparison.Ordinal));
        build.Release.TrySetResult();
        var run = await running;

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(terminal.IsCursorShown);
    }

    [Fact]
    public async Task A_terminal_that_is_gone_ends_nothing()
    {
        using var output = new Torn();
        _project.Terminal = () => new TerminalSize(80, 24);
        _project.Output = output;
        var build = new SlowBuild();

        var running = _project.RunAsync(build, "Publish", "--mode=sequential");
        await build.StartedAsync("Image:api");
        output.IsTorn = true;
        _clock.Advance(TimeSpan.FromSeconds(12));
        build.Release.TrySetResult();
        var run = await running;

        Assert.Equal((0, "warning: not all of this run could be written: Input/output error\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task What_a_failure_quotes_does_not_reach_the_terminal_as_a_command()
    {
        _project.Terminal = () => new TerminalSize(80, 24);
        _project.Processes = new FakeProcessRunner();

        var run = await _project.RunAsync<Shouting>("Shout");

        Assert.Contains("error SW0041: 'Shout' failed: InvalidOperationException: gone\n", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[2J", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_long_name_does_not_move_the_results_out_of_sight()
    {
        var run = await _project.RunAsync<Shouting>("Each");

        Assert.Contains($"  Each:{new string('x', 200)}  done", run.Out, StringComparison.Ordinal);
        Assert.Contains("  Each:short" + new string(' ', 50) + "  done", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_a_node_is_on_one_line_whatever_its_item_holds()
    {
        var run = await _project.RunAsync<Shouting>("Each:a\nb\e[2J");

        Assert.StartsWith("start Each:a\\u000ab\\u001b[2J  always runs\ndone  Each:a\\u000ab\\u001b[2J  0.00 s\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(run.Out, (await _project.RunAsync<Shouting>("Each:a\\u000ab\\u001b[2J")).Out);
    }

    private sealed class Torn : StringWriter
    {
        public bool IsTorn { get; set; }

        public override void Write(string? value)
        {
            if (IsTorn)
                throw new IOException("Input/output error");
            base.Write(value);
        }
    }

    private sealed class Shouting : SlipwayBuild
    {
        Target Shout => _ => _.Executes(() => throw new InvalidOperationException("gone\e[2J"));

        Target<string, int> Each => _ => _.ForEach(() => [new string('x', 200), "short", "a\nb\e[2J"]).Executes((item, _) => Task.FromResult(item.Length));
    }
}
