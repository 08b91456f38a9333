using Slipway.Planning;
using Slipway.Processes;

namespace Slipway.Execution;

/// <summary>One attempt at a node: what it says and starts, and its time limit.</summary>
internal sealed class Attempt : IDisposable
{
    /// <summary>How long what was asked to stop has before it is left behind.</summary>
    /// <remarks>Ctrl-C has to be over within five seconds, process trees with their own two included.</remarks>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(4);

    private readonly PlanNode _node;
    private readonly TimeSpan? _limit;
    private readonly RunEvents _events;
    private readonly NodeProcessRunner _processes;
    private readonly CancellationToken _stop;
    private readonly LastLines _lastLines = new();
#pragma warning disable CA2213 // A timer may still fire, and a body that is left behind still look, when the attempt has ended; there is nothing in them to free.
    private readonly CancellationTokenSource _late = new();
    private readonly CancellationTokenSource _leftBehind = new();
#pragma warning restore CA2213
    private readonly CancellationTokenSource _end;
    private readonly ITimer? _limitTimer;
    private readonly ITimer? _patienceTimer;
    private IReadOnlyList<string> _factsWhenLate = [];

    public Attempt(PlanNode node, int number, TimeSpan? limit, RunEvents events, IProcessRunner processes, TimeProvider time, CancellationToken stop)
    {
        (_node, Number, _limit, _events, _stop) = (node, number, limit, events, stop);
        _processes = new NodeProcessRunner(processes, line => Say(line, OutputLevel.Detail), events.Mask.Add, _lastLines.Add, time, _late.Token, _leftBehind.Token);
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop, _late.Token);
        if (limit is not { } due)
            return;
        _limitTimer = time.CreateTimer(_ => EndOfTime(), null, due, System.Threading.Timeout.InfiniteTimeSpan);
        _patienceTimer = time.CreateTimer(_ => _leftBehind.Cancel(), null, due + StopPatience, System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>Counted from 1.</summary>
    public int Number { get; }

    /// <summary><c>attempt 2 of 3</c>.</summary>
    public string Name => $"attempt {Number} of {_node.Target.Settings.Retries.Attempts}";

    /// <summary>Asks the body to stop: the run ends, or the time is up.</summary>
    public CancellationToken Stop => _end.Token;

    public IProcessRunner Processes => _processes;

    public void Say(string text, OutputLevel level)
    {
        // Its node has been reported by now, and may be on another attempt.
        if (_leftBehind.IsCancellationRequested)
            return;
        _lastLines.Add(text);
        _events.Say(_node, text, level);
    }

    /// <summary>Does the work, for as long as the time lasts.</summary>
    /// <exception cref="NodeTimeoutException">The time is up, whatever the work made of it.</exception>
    public async Task<object?> RunAsync(Func<Attempt, Task<object?>> work)
    {
        if (_limit is not { } limit)
            return await work(this);
        // On a thread of its own: a body that blocks could not be left behind otherwise.
        var running = Task.Run(() => work(this), CancellationToken.None);
        await ((Task)running).WaitAsync(_leftBehind.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_late.IsCancellationRequested || _stop.IsCancellationRequested)
            return await running;
        var isLeftBehind = !running.IsCompleted;
        throw new NodeTimeoutException(ExecutionProblems.Late(_node.Name, limit, _factsWhenLate, isLeftBehind ? StopPatience : null), isLeftBehind);
    }

    public void Dispose()
    {
        _limitTimer?.Dispose();
        _patienceTimer?.Dispose();
        _end.Dispose();
    }

    // What it waits for is seen before anything is ended.
    private void EndOfTime()
    {
        var lines = _lastLines.ToList();
        _factsWhenLate =
        [
            .. _processes.StillRunning().Select(program => $"it waited for: {program}"),
            .. lines.Count == 0 ? (string[])[] : ["last output:\n" + string.Join('\n', lines)],
        ];
        _late.Cancel();
    }
}
