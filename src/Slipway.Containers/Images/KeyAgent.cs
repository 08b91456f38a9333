using Slipway.Processes;

namespace Slipway.Containers.Images;

/// <summary>An SSH agent with the keys of files, for the time of a build: <c>RUN --mount=type=ssh</c> gets signatures, never keys.</summary>
internal sealed class KeyAgent : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Nobody but this user may enter it. Sockets have room for 107 characters.
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-ssh-").FullName;
    private readonly CancellationTokenSource _end = new();
    private Task<ProcessResult>? _running;

    private KeyAgent()
    {
    }

    /// <summary>Where it listens.</summary>
    public string Socket => Path.Combine(_folder, "agent");

    /// <summary>Starts one with the keys.</summary>
    /// <param name="processes">Runs <c>ssh-agent</c> and <c>ssh-add</c>.</param>
    /// <param name="files">The files of the keys. None may ask for a passphrase.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The agent, or why there is none.</returns>
    public static async Task<(KeyAgent? Agent, string WhyNot)> StartAsync(IProcessRunner processes, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var agent = new KeyAgent();
        try
        {
            if (await agent.ListenAsync(processes, cancellationToken) is { } silent)
                return await FailAsync(silent);
            var added = await processes.RunAsync(
                new ProcessInvocation
                {
                    Program = "ssh-add",
                    Arguments = ["-q", .. files],
                    // A passphrase would be asked for on a terminal that belongs to the run.
                    Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SSH_AUTH_SOCK"] = agent.Socket, ["SSH_ASKPASS_REQUIRE"] = "never", ["DISPLAY"] = null },
                    Timeout = Patience,
                },
                cancellationToken);
            return added.Succeeded ? (agent, "") : await FailAsync($"ssh-add does not take '{string.Join(", ", files)}': {LastLine(added)}");
        }
        catch (ProcessStartException)
        {
            return await FailAsync($"'{string.Join(", ", files)}' is the file of a key, and ssh-agent and ssh-add are not there");
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }

        async Task<(KeyAgent?, string)> FailAsync(string why)
        {
            await agent.DisposeAsync();
            return (null, why);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_running is not null)
            await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _end.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // It tells where it listens as soon as it does.
    private async Task<string?> ListenAsync(IProcessRunner processes, CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = processes.RunAsync(new ProcessInvocation { Program = "ssh-agent", Arguments = ["-D", "-a", Socket], OnOutput = _ => listening.TrySetResult() }, _end.Token);
        try
        {
            if (await Task.WhenAny(listening.Task, _running).WaitAsync(Patience, cancellationToken) == listening.Task && !_running.IsCompleted)
                return null;
        }
        catch (TimeoutException)
        {
            return $"ssh-agent said nothing for {Patience.TotalSeconds:0} s";
        }

        return $"ssh-agent has ended: {LastLine(await _running)}";
    }

    private static string LastLine(ProcessResult result) => result.Output is [.., var last] ? last.Text.Trim() : $"exit code {result.ExitCode}";
}
