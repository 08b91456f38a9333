namespace Slipway.Containers.Engine.Streams;

/// <summary>The body of an answer as a stream: what breaks on the way stays the engine's problem. The answer goes with it.</summary>
/// <param name="answer">The answer.</param>
/// <param name="idle">How long the engine may say nothing.</param>
/// <param name="stop">Stops the reading, also of those that give no token.</param>
internal sealed class AnswerStream(EngineAnswer answer, TimeSpan idle, CancellationToken stop = default) : ForwardStream
{
    public override bool CanRead => true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        // An empty read asks whether there is more, which only a read tells.
        buffer.IsEmpty ? ValueTask.FromResult(0) : answer.ReadAsync(buffer, idle, stop.CanBeCanceled ? stop : cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await answer.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            answer.Dispose();
        base.Dispose(disposing);
    }
}
