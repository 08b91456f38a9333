using Slipway.Containers.Engine;

namespace Slipway.Containers.Images;

/// <summary>The body of an engine's answer as a stream: what breaks on the way stays the engine's problem.</summary>
/// <param name="answer">The answer.</param>
/// <param name="idle">How long the engine may say nothing.</param>
/// <param name="stop">Stops the reading.</param>
internal sealed class AnswerStream(EngineAnswer answer, TimeSpan idle, CancellationToken stop) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        // An empty read asks whether there is more, which only a read tells.
        buffer.IsEmpty ? ValueTask.FromResult(0) : answer.ReadAsync(buffer, idle, stop);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("only asynchronously");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
