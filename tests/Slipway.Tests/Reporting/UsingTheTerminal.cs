using Slipway.Testing;
using Slipway.Tests.Reporting.Terminals;

namespace Slipway.Tests.Reporting;

public sealed class UsingTheTerminal : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Results_for_programs_are_all_that_goes_to_standard_output_and_hold_no_secret()
    {
        _project.Environment["SLIPWAY_TOKEN"] = "hunter2";

        var run = await _project.RunAsync<Printing>("Tell");

        Assert.Equal("""{"state":"***"}""" + "\n", run.Out);
        Assert.Contains("      Tell  for people", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_answered_by_the_person_and_by_nobody_where_there_is_none()
    {
        var prompt = new FakePrompt("yes");
        _project.Prompt = prompt;
        var answered = await _project.RunAsync<Asking>("Ask");
        _project.Prompt = null;
        var alone = await _project.RunAsync<Asking>("Ask");

        Assert.Contains("the answer is yes", answered.Out, StringComparison.Ordinal);
        Assert.Equal(["Sure? "], prompt.Questions);
        Assert.Contains("the answer is nothing", alone.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_drawn_while_somebody_has_the_terminal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "opens a pseudo-terminal of Linux");
        using var terminal = new PseudoTerminal(70, 14, rewraps: true);
        var clock = new FakeClock();
        (_project.Time, _project.Terminal, _project.Output) = (clock, terminal.Size, terminal.Writer);
        var build = new Taking();

        var running = _project.RunAsync(build, "Take");
        await build.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(5));
        build.Release.SetResult();
        var run = await running;
        await terminal.AllAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("running", terminal.Raw.ToString(), StringComparison.Ordinal);
    }

    private sealed class Printing : SlipwayBuild, IBuild
    {
        [Parameter("Opens something.")]
        Secret? Token => Get<Secret?>();

        bool IBuild.PrintsResults => true;

        Target Tell => _ => _.Executes(run =>
        {
            run.Log("for people");
            Terminal.Print($$"""{"state":"{{Token?.Reveal()}}"}""");
        });
    }

    private sealed class Asking : SlipwayBuild
    {
        Target Ask => _ => _.Executes(async run => run.Log($"the answer is {await Terminal.AskAsync("Sure? ", run.CancellationToken) ?? "nothing"}"));
    }

    private sealed class Taking : SlipwayBuild
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Target Take => _ => _.Executes(run => Terminal.TakeAsync(async () =>
        {
            Started.SetResult();
            await Release.Task.WaitAsync(run.CancellationToken);
            return 0;
        }));
    }
}
