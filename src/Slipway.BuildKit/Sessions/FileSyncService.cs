using Slipway.BuildKit.Grpc;

namespace Slipway.BuildKit.Sessions;

/// <summary>Sends contexts to the builder, as far as it does not have them already.</summary>
/// <param name="contexts">What it may ask for.</param>
/// <param name="sent">Told what was sent of a context.</param>
/// <param name="failed">Told why one could not be sent.</param>
internal sealed class FileSyncService(IReadOnlyDictionary<string, IContextFiles> contexts, Action<SentContext> sent, Action<Exception> failed)
{
    public void AddTo(GrpcServer server) => server.Add("/moby.filesync.v1.FileSync/DiffCopy", ServeAsync);

    private async Task ServeAsync(GrpcCall call)
    {
        var name = call.Metadata("dir-name") is [var first, ..] ? first : "";
        if (!contexts.TryGetValue(name, out var files))
            throw new GrpcException(GrpcStatus.NotFound, $"there is no context '{name}'");
        try
        {
            var filter = new ContextFilter(files, Patterns(call, "include-patterns"), Patterns(call, "followpaths"), Patterns(call, "exclude-patterns"), call.Aborted);
            var copy = new DiffCopy(call, files, filter, failed, call.Aborted);
            await copy.RunAsync().ConfigureAwait(false);
            sent(new SentContext(name, copy.Sent, copy.SentBytes));
        }
        catch (ContextException e)
        {
            failed(e);
            throw new GrpcException(GrpcStatus.Aborted, e.Message);
        }
    }

    // Newer builders escape values that headers cannot carry, and say so.
    private static IReadOnlyList<string> Patterns(GrpcCall call, string key)
    {
        var values = call.Metadata(key);
        return call.Metadata(key + "-encoded") is ["1", ..] ? [.. values.Select(value => Uri.UnescapeDataString(value.Replace('+', ' ')))] : values;
    }
}
