using System.Threading.Channels;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>Tries the probes of containers for as long as these run; after a restart from the beginning.</summary>
/// <param name="watch">Knows the containers.</param>
/// <param name="attempt">Tries one probe.</param>
/// <param name="news">Is told what came of it.</param>
internal sealed class ProbeRuns(Watch watch, ProbeAttempt attempt, ChannelWriter<GateNews> news) : IAsyncDisposable
{
    private readonly Dictionary<string, ContainerProbes> _running = new(StringComparer.Ordinal);
    private readonly List<Task> _ended = [];

    /// <summary>Starts and stops what the containers' states ask for.</summary>
    public void Refresh()
    {
        foreach (var service in watch.Request.Services)
        {
            if (watch.Readiness(service).Probes is not { Count: > 0 } probes)
                continue;
            foreach (var container in watch.Containers(service))
                Refresh(container, probes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _running.Keys.ToList())
            Stop(id);
        await Task.WhenAll(_ended);
    }

    private void Refresh(WatchedContainer container, IReadOnlyList<Probe> probes)
    {
        var (id, started) = (container.Details.Id, container.Details.Started);
        var runs = !container.IsGone && container.Details.Status is ContainerStatus.Running;
        if (_running.TryGetValue(id, out var known))
        {
            if (runs && known.Started == started)
                return;
            Stop(id);
        }

        if (!runs)
            return;
#pragma warning disable CA2000 // Disposed of when the probes have ended.
        var stop = new CancellationTokenSource();
#pragma warning restore CA2000
        var details = container.Details;
        _running[id] = new ContainerProbes(started, stop, Task.WhenAll(probes.Select(probe => TryAsync(container.Service, details, probe, stop.Token))));
    }

    private void Stop(string id)
    {
        if (!_running.Remove(id, out var probes))
            return;
        probes.Stop.Cancel();
        _ended.Add(EndAsync(probes));
    }

    private static async Task EndAsync(ContainerProbes probes)
    {
#pragma warning disable VSTHRD003 // Started by this object.
        await probes.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
        probes.Stop.Dispose();
    }

    private async Task TryAsync(string service, ContainerDetails container, Probe probe, CancellationToken cancellationToken)
    {
        await attempt.PassAsync(probe, container, Tell, cancellationToken);
        Tell(answer: null);

        void Tell(string? answer) => news.TryWrite(new GateNews(service, container.Id, "") { Probe = probe, Answer = answer, Started = container.Started });
    }

    private sealed record ContainerProbes(DateTimeOffset? Started, CancellationTokenSource Stop, Task Work);
}
