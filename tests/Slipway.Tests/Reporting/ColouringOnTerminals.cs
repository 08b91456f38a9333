using Slipway.Processes;
using Slipway.Testing;
using Slipway.Tests.Hosting;
using Slipway.Tests.Reporting.Terminals;

namespace Slipway.Tests.Reporting;

public sealed class ColouringOnTerminals
{
    public ColouringOnTerminals() => Assert.SkipUnless(OperatingSystem.IsLinux(), "makes a pseudo terminal as Linux does");

    [Theory]
    [InlineData("TERM=xterm", true)]
    [InlineData("TERM=dumb", false)]
    [InlineData("TERM=xterm NO_COLOR=1", false)]
    [InlineData("TERM=xterm NO_COLOR=", true)]
    public async Task A_process_colours_its_lines_where_the_terminal_can_and_nobody_minds(string variables, bool colours)
    {
        using var terminal = new PseudoTerminal(70, 14);
        using var project = new TestProject();
        project.Write(".nuke/parameters.json", "{}");

        var ended = await new ProcessRunner(TimeProvider.System).RunAsync(
            new ProcessInvocation
            {
                Program = "sh",
                Arguments = ["-c", $"env -u CI -u NO_COLOR -u GITHUB_ACTIONS {variables} SLIPWAY_ROOT='{project.Folder}' dotnet '{BuildProcess.Program}' Prepare > {terminal.Device} 2>&1 < {terminal.Device}"],
                WorkingFolder = project.Folder,
                Timeout = TimeSpan.FromMinutes(1),
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(0, ended.ExitCode);
        await terminal.WaitForAsync(screen => screen.Contains("Succeeded", StringComparison.Ordinal));
        Assert.Equal(colours, terminal.Raw.ToString().Contains("\e[3", StringComparison.Ordinal));
    }
}
