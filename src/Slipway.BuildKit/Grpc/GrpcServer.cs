using Slipway.BuildKit.Http2;

namespace Slipway.BuildKit.Grpc;

/// <summary>Answers calls by their path.</summary>
internal sealed class GrpcServer
{
    private readonly Dictionary<string, Func<GrpcCall, Task>> _methods = new(StringComparer.Ordinal);

    /// <summary>What can be called.</summary>
    public IReadOnlyCollection<string> Methods => _methods.Keys;

    public void Add(string path, Func<GrpcCall, Task> serve) => _methods.Add(path, serve);

    /// <summary>Adds a method with one message each way.</summary>
    public void Add(string path, Func<byte[], CancellationToken, ValueTask<ReadOnlyMemory<byte>>> answer) => Add(path, async call =>
    {
        var request = await call.ReadOnlyAsync(call.Aborted).ConfigureAwait(false);
        await call.WriteAsync(await answer(request, call.Aborted).ConfigureAwait(false), call.Aborted).ConfigureAwait(false);
    });

    public async Task ServeAsync(Http2Stream stream)
    {
        var call = new GrpcCall(stream);
        if (!_methods.TryGetValue(call.Path, out var serve))
        {
            await call.EndAsync(GrpcStatus.Unimplemented, $"{call.Path} is not offered").ConfigureAwait(false);
            return;
        }

        try
        {
            await serve(call).ConfigureAwait(false);
            await call.EndAsync(GrpcStatus.Ok, "").ConfigureAwait(false);
        }
        catch (GrpcException e)
        {
            await call.EndAsync(e.Status, e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not Http2Exception)
        {
            await call.EndAsync(GrpcStatus.Unknown, e.Message).ConfigureAwait(false);
        }
    }
}
