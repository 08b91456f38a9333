using System.Formats.Tar;
using System.Net;
using System.Net.Http.Headers;
using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Building;

/// <summary>A build context that is written while it is sent, chunk by chunk: it is never held whole.</summary>
internal sealed class ContextContent : HttpContent
{
    private const int BufferSize = 128 * 1024;

    // BuildKit looks at the first 512 bytes to tell an archive from a bare Dockerfile, and takes one that starts with
    // an extended header (a long name is enough) for a Dockerfile. So every archive starts with its root folder.
    private static readonly byte[] RootFolder = MakeRootFolder();

    private readonly Func<Stream, CancellationToken, Task> _write;

    public ContextContent(Func<Stream, CancellationToken, Task> write)
    {
        _write = write;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
    }

    /// <summary>What went wrong while the context was read. HttpClient tells it wrapped, or as a lost connection.</summary>
    public Exception? ReadFailure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var connection = new MovingStream(stream);
        // Archives are written in blocks of 512 bytes, and every write is a chunk with a header of its own.
        await using var buffered = new BufferedStream(connection, BufferSize);
        try
        {
            await buffered.WriteAsync(RootFolder, cancellationToken);
            await _write(buffered, cancellationToken);
            await buffered.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (!connection.HasFailed && !cancellationToken.IsCancellationRequested)
        {
            ReadFailure = e;
            throw;
        }
    }

    private static byte[] MakeRootFolder()
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
            writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "./") { Mode = (UnixFileMode)0b111_101_101, ModificationTime = DateTimeOffset.UnixEpoch });
        // The writer ends the archive with two empty blocks: more is to come here.
        return archive.ToArray()[..512];
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
