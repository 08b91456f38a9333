using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading.Channels;
using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Sessions;

/// <summary>Sends a context by the protocol of fsutil: first what there is, then the content of what the builder asks for.</summary>
internal sealed class DiffCopy(GrpcCall call, IContextFiles files, ContextFilter filter, Action<ContextException> failed, CancellationToken cancellationToken)
{
    private const int Request = 1;
    private const int Data = 2;
    private const int End = 3;
    private const int Error = 4;
    private const int Batch = 32 * 1024;
    private const int Chunk = 128 * 1024;
    private const int Senders = 2;

    // What the builder may still ask for; an entry is forgotten when it has.
    private readonly Dictionary<long, ContextFile> _files = [];
    private readonly Channel<long> _requests = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleWriter = true });
    private long _sentBytes;

    /// <summary>How many files the builder asked for.</summary>
    public int Sent { get; private set; }

    /// <summary>The bytes of these.</summary>
    public long SentBytes => Interlocked.Read(ref _sentBytes);

    public async Task RunAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
#pragma warning disable CA2025 // All of them are awaited before it is disposed of.
        Task[] work = [EndingAsync(ListAsync, stop), EndingAsync(ReceiveAsync, stop), .. Enumerable.Range(0, Senders).Select(_ => EndingAsync(SendAsync, stop))];
#pragma warning restore CA2025
        try
        {
            await Task.WhenAll(work).ConfigureAwait(false);
        }
        catch (Exception) when (First(work) is { } reason)
        {
            if (reason is ContextException problem)
            {
                // Before the builder hears of it: its answer to the build may be here sooner than this call's end.
                failed(problem);
                await call.WriteAsync(new MessageWriter().Number(1, Error).Bytes(4, Encoding.UTF8.GetBytes(reason.Message)).Written, cancellationToken).ConfigureAwait(false);
            }

            ExceptionDispatchInfo.Throw(reason);
        }
    }

    // One that fails ends the others.
    private static async Task EndingAsync(Func<CancellationToken, Task> work, CancellationTokenSource stop)
    {
        try
        {
            await work(stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static Exception? First(Task[] work) =>
        work.Where(task => task.IsFaulted).Select(task => task.Exception!.InnerException!).FirstOrDefault(e => e is not OperationCanceledException);

    private async Task ListAsync(CancellationToken stop)
    {
        await call.BeginAsync().ConfigureAwait(false);
        // Reading folders blocks.
        await Task.Yield();
        var batch = new ArrayBufferWriter<byte>(Batch + 4096);
        var (packet, stat) = (new MessageWriter(), new MessageWriter());
        long id = 0;
        foreach (var file in filter.Enumerate())
        {
            stat.Clear();
            packet.Clear();
            Write(stat, file);
            if (file.Kind == ContextFileKind.File)
            {
                lock (_files)
                    _files[id] = file;
            }

            id++;
            GrpcFrame.Append(batch, packet.Message(2, stat).Written.Span);
            if (batch.WrittenCount < Batch)
                continue;
            await call.WriteFramesAsync(batch.WrittenMemory, stop).ConfigureAwait(false);
            batch.ResetWrittenCount();
        }

        // A packet without an entry ends the list; all its fields have their defaults, so it is empty.
        GrpcFrame.Append(batch, []);
        await call.WriteFramesAsync(batch.WrittenMemory, stop).ConfigureAwait(false);
    }

    private static void Write(MessageWriter stat, ContextFile file)
    {
        // Go's bits for what a file is; owners and all else that is 0 is left out.
        var type = file.Kind switch
        {
            ContextFileKind.Folder => 1L << 31,
            ContextFileKind.Link => 1L << 27,
            ContextFileKind.Pipe => 1L << 25,
            _ => 0,
        };
        stat.Text(1, file.Path).Number(2, type | (uint)file.Mode).Number(5, file.Kind == ContextFileKind.Folder ? 0 : file.Size).Number(6, file.Time).Text(7, file.LinkTarget);
    }

    private async Task ReceiveAsync(CancellationToken stop)
    {
        try
        {
            while (await call.ReadAsync(stop).ConfigureAwait(false) is { } message)
            {
                var (type, id, text) = Read(message);
                switch (type)
                {
                    case Request:
                        _requests.Writer.TryWrite(id);
                        break;
                    case Error:
                        throw new GrpcException(GrpcStatus.Aborted, "the builder could not receive the context: " + text);
                    case End:
                        await call.WriteAsync(new MessageWriter().Number(1, End).Written, stop).ConfigureAwait(false);
                        return;
                }
            }
        }
        finally
        {
            _requests.Writer.TryComplete();
        }
    }

    private static (long Type, long Id, string Text) Read(byte[] message)
    {
        var (type, id, text) = (0L, 0L, "");
        var reader = new MessageReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: type = reader.Number; break;
                case 3: id = reader.Number; break;
                case 4: text = reader.Text; break;
            }
        }

        return (type, id, text);
    }

    private async Task SendAsync(CancellationToken stop)
    {
        await foreach (var id in _requests.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            ContextFile? file;
            lock (_files)
            {
                if (_files.Remove(id, out file))
                    Sent++;
            }

            if (file is null)
                throw new GrpcException(GrpcStatus.InvalidArgument, $"entry {id} is asked for, which is no file or was sent");
            await SendAsync(id, file, stop).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(long id, ContextFile file, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(file.Size + 1, 4096, Chunk));
        try
        {
            var packet = new MessageWriter();
            long sent = 0;
            var content = files.Open(file);
            await using (content.ConfigureAwait(false))
            {
                int read;
                while ((read = await ReadAsync(file, content, buffer, stop).ConfigureAwait(false)) > 0)
                {
                    packet.Clear();
                    await call.WriteAsync(packet.Number(1, Data).Number(3, id).Bytes(4, buffer.AsSpan(0, read)).Written, stop).ConfigureAwait(false);
                    sent += read;
                }
            }

            Interlocked.Add(ref _sentBytes, sent);
            if (sent != file.Size || !files.IsUnchanged(file))
                throw new ContextException(file.Path, $"'{file.Path}' changed while the context was read", hasChanged: true);
            packet.Clear();
            await call.WriteAsync(packet.Number(1, Data).Number(3, id).Written, stop).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadAsync(ContextFile file, Stream content, byte[] buffer, CancellationToken stop)
    {
        try
        {
            return await content.ReadAsync(buffer, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ContextException(file.Path, $"'{file.Path}' cannot be read: {e.Message}", hasChanged: false, e);
        }
    }
}
