using System.Collections.Concurrent;

namespace Slipway.Tests.Reporting;

/// <summary>A build whose nodes say what a test wants, and end when it says so.</summary>
internal sealed class SlowBuild : SlipwayBuild
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<RunContext>> _started = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, RunContext> _running = new(StringComparer.Ordinal);

    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<RunContext> StartedAsync(string node) => Source(node).Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    public void Say(string node, Action<RunContext> say) => say(_running[node]);

    Target<string, int> Image => _ => _.ForEach(() => ["api", "web"]).Executes(RunAsync);

    Target<string, int> Scan => _ => _.ForEach(Image).Executes(RunAsync);

    Target Publish => _ => _.DependsOn(Scan).Executes(() => { });

    private async Task<int> RunAsync(string item, RunContext run)
    {
        _running[run.Node] = run;
        Source(run.Node).TrySetResult(run);
        await Release.Task.WaitAsync(run.CancellationToken);
        return 0;
    }

    private TaskCompletionSource<RunContext> Source(string node) =>
        _started.GetOrAdd(node, _ => new TaskCompletionSource<RunContext>(TaskCreationOptions.RunContinuationsAsynchronously));
}
