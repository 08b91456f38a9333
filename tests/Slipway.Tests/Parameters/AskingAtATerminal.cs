using Slipway.Hosting;
using Slipway.Tests.Reporting.Terminals;

namespace Slipway.Tests.Parameters;

public sealed class AskingAtATerminal
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    public AskingAtATerminal() => Assert.SkipUnless(OperatingSystem.IsLinux(), "makes a pseudo terminal as Linux does");

    [Fact]
    public async Task An_answer_is_read_and_not_shown()
    {
        using var terminal = new PseudoTerminal(70, 14);
        var prompt = new TerminalPrompt(terminal.Writer, Nothing, terminal.Descriptor);

        var answer = prompt.AskAsync("Password: ", TestContext.Current.CancellationToken);
        await terminal.HearAsync("Password: ");
        terminal.Type("letm\u007fmein99ä\n");

        Assert.Equal("letmein99ä", await answer);
        await terminal.HearAsync("Password: \r\n");
    }

    [Fact]
    public async Task What_is_typed_afterwards_is_shown_again()
    {
        using var terminal = new PseudoTerminal(70, 14);
        var answer = new TerminalPrompt(terminal.Writer, Nothing, terminal.Descriptor).AskAsync("? ", TestContext.Current.CancellationToken);
        await terminal.HearAsync("? ");
        terminal.Type("letmein99\n");
        await answer;
        await terminal.HearAsync("? \r\n");

        terminal.Type("seen\n");

        await terminal.HearAsync("? \r\nseen\r\n");
    }

    [Fact]
    public async Task Ctrl_D_is_no_answer()
    {
        using var terminal = new PseudoTerminal(70, 14);
        var answer = new TerminalPrompt(terminal.Writer, Nothing, terminal.Descriptor).AskAsync("? ", TestContext.Current.CancellationToken);
        await terminal.HearAsync("? ");

        terminal.Type("\u0004");

        Assert.Null(await answer);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_question_and_leaves_the_terminal_as_it_was()
    {
        using var terminal = new PseudoTerminal(70, 14);
        using var stop = new CancellationTokenSource();
        var answer = new TerminalPrompt(terminal.Writer, Nothing, terminal.Descriptor).AskAsync("? ", stop.Token);
        await terminal.HearAsync("? ");

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        terminal.Type("seen\n");
        await terminal.HearAsync("? \r\nseen\r\n");
    }

    [Fact]
    public void Nobody_is_asked_where_input_is_no_terminal() =>
        Assert.Equal(!Console.IsInputRedirected && !Console.IsErrorRedirected, new TerminalPrompt(TextWriter.Null, Nothing).IsAvailable);

    [Fact]
    public void Nobody_is_asked_on_a_CI_machine() =>
        Assert.False(new TerminalPrompt(TextWriter.Null, new Dictionary<string, string>(StringComparer.Ordinal) { ["CI"] = "true" }).IsAvailable);
}
