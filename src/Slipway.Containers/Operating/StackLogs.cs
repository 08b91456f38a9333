using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Operating;

/// <summary>The logs of a stack's containers as one, by time.</summary>
/// <param name="instance">The stack.</param>
public sealed class StackLogs(StackInstance instance)
{
    // An engine's times have nanoseconds, ours a hundred of them: a line told already is not told again.
    private static readonly TimeSpan Next = TimeSpan.FromTicks(1);

    /// <summary>The lines.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    public async IAsyncEnumerable<StackLine> ReadAsync(LogRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Listened to before the first look, so that nothing is started unseen in between.
        await using var events = request.Follow ? await SubscribeAsync(cancellationToken) : null;
        var containers = (await instance.ContainersAsync(cancellationToken)).Where(container => Wanted(request, container.Labels)).ToList();
        var last = new ConcurrentDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var past = await Task.WhenAll(containers.Select(container => PastAsync(container, request, cancellationToken)));
        foreach (var line in past.SelectMany(lines => lines).OrderBy(line => line.Line.Time))
        {
            last[line.ContainerId] = line.Line.Time;
            yield return line;
        }

        if (events is null)
            yield break;
        var news = Channel.CreateUnbounded<StackLine>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = FollowAsync(events, containers, last, request, news.Writer, stop.Token);
        try
        {
            await foreach (var line in news.Reader.ReadAllAsync(cancellationToken))
                yield return line;
        }
        finally
        {
            await stop.CancelAsync();
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool Wanted(LogRequest request, IReadOnlyDictionary<string, string> labels) =>
        request.Services is null or [] || request.Services.Contains(labels.GetValueOrDefault(ComposeLabels.Service, ""), StringComparer.Ordinal);

    private Task<EventSubscription> SubscribeAsync(CancellationToken cancellationToken) => instance.Engine.SubscribeAsync(
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["type"] = ["container"],
            ["event"] = ["start"],
            ["label"] = [$"{ComposeLabels.Project}={instance.Project}"],
        },
        cancellationToken: cancellationToken);

    private async Task<List<StackLine>> PastAsync(ContainerSummary container, LogRequest request, CancellationToken cancellationToken)
    {
        var lines = new List<StackLine>();
        await foreach (var line in instance.Engine.ReadLogAsync(container.Id, request.Tail, request.Since, cancellationToken: cancellationToken))
            lines.Add(LineOf(container.Id, container.Name, container.Labels, line));
        return lines;
    }

    private async Task FollowAsync(
        EventSubscription events,
        IEnumerable<ContainerSummary> containers,
        ConcurrentDictionary<string, DateTimeOffset> last,
        LogRequest request,
        ChannelWriter<StackLine> to,
        CancellationToken cancellationToken)
    {
        var streams = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            foreach (var container in containers.Where(container => container.Status is ContainerStatus.Running or ContainerStatus.Restarting or ContainerStatus.Paused))
                streams[container.Id] = StreamAsync(container.Id, container.Name, container.Labels, last, request, to, cancellationToken);
            await foreach (var e in events.ReadAllAsync(cancellationToken))
            {
                // A log ends with its container, mostly a moment later: it is followed again when that is started again.
                if (Wanted(request, e.Attributes))
                    streams[e.ActorId] = AgainAsync(streams.GetValueOrDefault(e.ActorId, Task.CompletedTask), e, last, request, to, cancellationToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            to.TryComplete(e);
        }
        finally
        {
            await Task.WhenAll(streams.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            to.TryComplete();
        }
    }

    private async Task AgainAsync(
        Task before, EngineEvent start, ConcurrentDictionary<string, DateTimeOffset> last, LogRequest request, ChannelWriter<StackLine> to, CancellationToken cancellationToken)
    {
        await before.WaitAsync(cancellationToken);
        await StreamAsync(start.ActorId, start.Attributes.GetValueOrDefault("name", start.ActorId), start.Attributes, last, request, to, cancellationToken);
    }

    private async Task StreamAsync(
        string id,
        string name,
        IReadOnlyDictionary<string, string> labels,
        ConcurrentDictionary<string, DateTimeOffset> last,
        LogRequest request,
        ChannelWriter<StackLine> to,
        CancellationToken cancellationToken)
    {
        try
        {
            // A container writes before its start is told: what it was heard to say last tells where to go on.
            var since = last.TryGetValue(id, out var time) ? time + Next : request.Since;
            await foreach (var line in instance.Engine.ReadLogAsync(id, since: since, follow: true, cancellationToken: cancellationToken))
            {
                last[id] = line.Time;
                await to.WriteAsync(LineOf(id, name, labels, line), cancellationToken);
            }
        }
        catch (ProblemException e) when (e.Problems is [{ Code: "SW0404" }])
        {
            // The container was removed.
        }
        catch (ProblemException e)
        {
            to.TryComplete(e);
        }
    }

    private StackLine LineOf(string id, string name, IReadOnlyDictionary<string, string> labels, LogLine line) => new(
        labels.GetValueOrDefault(ComposeLabels.Service, name),
        name.StartsWith(instance.Project + "-", StringComparison.Ordinal) || name.StartsWith(instance.Project + "_", StringComparison.Ordinal) ? name[(instance.Project.Length + 1)..] : name,
        id,
        line);
}
