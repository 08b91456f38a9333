using System.Runtime.InteropServices;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Operating;

/// <summary>Runs a shell, or one command, in a service's container.</summary>
/// <param name="instance">The stack.</param>
/// <param name="run">The node that does it.</param>
public sealed class ContainerShell(StackInstance instance, RunContext run)
{
    private const string Best = "if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi";

    /// <summary>Connects the terminal with a shell until that ends.</summary>
    /// <param name="service">The service; the only one that runs unless given.</param>
    /// <param name="terminal">The terminal.</param>
    /// <returns>A few words for the summary.</returns>
    /// <exception cref="ProblemException">There is no terminal, or no such service runs.</exception>
    public async Task<string> OpenAsync(string? service, BuildTerminal terminal)
    {
        var (name, container) = await FindAsync(service);
        if (!terminal.IsInteractive || Console.IsOutputRedirected)
            throw new ProblemException(OperatingProblems.NoTerminal(name));
        var exitCode = await terminal.TakeAsync(() => ConverseAsync(container.Id));
        return exitCode == 0 ? $"the shell in '{name}' has ended" : $"the shell in '{name}' has ended with exit code {exitCode}";
    }

    /// <summary>Runs one command by the container's <c>sh</c>.</summary>
    /// <param name="service">The service; the only one that runs unless given.</param>
    /// <param name="command">The command.</param>
    /// <exception cref="ProblemException">Its exit code is not 0, or no such service runs.</exception>
    public async Task RunAsync(string? service, string command)
    {
        var (name, container) = await FindAsync(service);
        var ended = await instance.Engine.ExecAsync(container.Id, new ExecRequest { Command = ["sh", "-c", command] }, run.CancellationToken);
        if (ended.Output.Length > 0)
            run.Log(ended.Output.TrimEnd('\n'));
        if (!ended.Succeeded)
            throw new ProblemException(OperatingProblems.CommandFailed(name, ended.ExitCode, ended.Error.Trim()));
        if (ended.Error.Trim() is { Length: > 0 } words)
            run.Log(words);
    }

    private async Task<(string Service, ContainerSummary Container)> FindAsync(string? service)
    {
        if (service is not null)
            await new StackControl(instance, run).CheckAsync([service]);
        var running = (await instance.ContainersAsync(run.CancellationToken)).Where(container => container.Status is ContainerStatus.Running)
            .Select(container => (Service: container.Labels.GetValueOrDefault(ComposeLabels.Service, container.Name), Container: container))
            .Where(pair => service is null || pair.Service == service).ToList();
        return running switch
        {
            [var only] => only,
            [] when service is not null => throw new ProblemException(OperatingProblems.NothingRuns(instance.Project, [service])),
            [var first, ..] when service is not null => first,
            _ => throw new ProblemException(OperatingProblems.WhichService([.. running.Select(pair => pair.Service).Distinct(StringComparer.Ordinal)])),
        };
    }

    private async Task<int> ConverseAsync(string container)
    {
        var stop = run.CancellationToken;
        var environment = Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } term ? $"TERM={term}" : "TERM=xterm";
        var id = await instance.Engine.CreateExecAsync(container, new ExecRequest { Command = ["sh", "-c", Best], Environment = [environment] }, hasTerminal: true, stop);
        using var raw = RawTerminal.Open();
        await using var connection = await instance.Engine.StartExecAsync(id, container, hasTerminal: true, stop);
        await ResizeAsync(id);
        using var resized = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, context =>
        {
            context.Cancel = true;
            _ = ResizeAsync(id);
        });
        // A read of a terminal cannot be called off: it is left behind, and ends with the process.
        _ = Task.Run(() => SendKeysAsync(connection), CancellationToken.None);
        var output = Console.OpenStandardOutput();
        await using (output)
        {
            await connection.Stream.CopyToAsync(output, stop);
        }

        return await instance.Engine.ExitCodeOfExecAsync(id, container, stop);
    }

    private static async Task SendKeysAsync(UpgradedConnection connection)
    {
        var input = Console.OpenStandardInput();
        await using (input)
        {
            try
            {
                await input.CopyToAsync(connection.Stream);
                await connection.CloseInputAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // The shell has ended.
            }
        }
    }

    private async Task ResizeAsync(string id)
    {
        try
        {
            await instance.Engine.ResizeExecAsync(id, Console.WindowWidth, Console.WindowHeight, run.CancellationToken);
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException or IOException)
        {
            // The shell has ended, or the terminal has no size.
        }
    }
}
