using System.Globalization;
using Slipway.Processes;

namespace EndToEnd;

/// <summary>A build that has been started.</summary>
public sealed class RunningBuild : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource<int> _id = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningBuild(Project project, ProcessInvocation invocation)
    {
        Completion = CompleteAsync(project, invocation);
    }

    /// <summary>The run at its end.</summary>
    public Task<Run> Completion { get; }

    /// <summary>The number of the build's process.</summary>
    public Task<int> Id => _id.Task;

    /// <summary>Waits for a line of either output that contains <paramref name="text"/>.</summary>
    public async Task SaysAsync(string text)
    {
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
                    return;
                more = _more.Task;
            }

            Assert.False(Completion.IsCompleted, $"It ended without saying '{text}':\n{string.Join('\n', _lines)}");
            await Task.WhenAny(more, Completion).WaitAsync(late.Token);
        }
    }

    /// <summary>Sends a signal to the build's process, and to no other.</summary>
    public async Task SignalAsync(string name) =>
        await new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation
        {
            Program = "kill",
            Arguments = ["-s", name, (await Id).ToString(CultureInfo.InvariantCulture)],
        });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Completion.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _end.Dispose();
    }

    // The shell tells its number and becomes the build: exec keeps the process. Who starts the tests in the background
    // makes them ignore Ctrl-C, which the build would inherit.
    private async Task<Run> CompleteAsync(Project project, ProcessInvocation invocation)
    {
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(
            invocation with
            {
                Program = "sh",
                Arguments = ["-c", "echo $$; exec env --default-signal \"$@\"", "sh", invocation.Program, .. invocation.Arguments],
                OnOutput = Hear,
            },
            _end.Token);
        return new Run(project, result with { Output = [.. result.Output.Skip(1)] });
    }

    private void Hear(OutputLine line)
    {
        if (_id.TrySetResult(int.TryParse(line.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0))
            return;
        lock (_lock)
        {
            _lines.Add(line.Text);
            _more.SetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
