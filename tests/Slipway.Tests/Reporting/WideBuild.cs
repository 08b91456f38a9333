using System.Globalization;

namespace Slipway.Tests.Reporting;

/// <summary>A build of thirty nodes that run together, and end when a test says so.</summary>
internal sealed class WideBuild : SlipwayBuild
{
    private int _running;

    public TaskCompletionSource AllStarted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Target<string, int> Item => _ => _.ForEach(() => Enumerable.Range(0, 30).Select(i => i.ToString(CultureInfo.InvariantCulture))).Executes(async (_, run) =>
    {
        if (Interlocked.Increment(ref _running) == 30)
            AllStarted.SetResult();
        await Release.Task.WaitAsync(run.CancellationToken);
        return 0;
    });
}
