using System.Runtime.CompilerServices;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

/// <summary>A connection on which the engine tells its events.</summary>
public sealed class EventSubscription : IAsyncDisposable
{
    private readonly EngineAnswer _answer;

    internal EventSubscription(EngineAnswer answer) => _answer = answer;

    /// <summary>The events, as they come. Ends when the engine ends.</summary>
    /// <param name="cancellationToken">Stops the listening.</param>
    /// <exception cref="ProblemException">The connection was lost.</exception>
    public async IAsyncEnumerable<EngineEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var e in _answer.ReadLinesAsync(EngineJson.Default.EventWire, Timeout.InfiniteTimeSpan, cancellationToken))
        {
            yield return new EngineEvent(
                e.Type ?? "",
                e.Action ?? "",
                e.Actor?.ID ?? "",
                e.Actor?.Attributes ?? [],
                DateTimeOffset.UnixEpoch.AddTicks(e.TimeNano / 100));
        }
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => _answer.DisposeAsync();
}
