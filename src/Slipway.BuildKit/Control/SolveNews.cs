using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Control;

/// <summary>Hands on the news of a build. It ends by itself, except where the build failed before the builder knew it.</summary>
internal sealed class SolveNews : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private bool _hasAny;

    public SolveNews(GrpcChannel channel, string path, string reference, Action<SolveStatus>? progress)
    {
        _reading = progress is null ? Task.CompletedTask : ReadAsync(channel, path, new MessageWriter().Text(1, reference).Written, progress);
    }

    /// <summary>Whether the builder has told anything; a build that it never began has no news, and none that end.</summary>
    public bool HasAny => Volatile.Read(ref _hasAny);

    /// <summary>Waits for the rest, but not for ever.</summary>
    public async Task EndAsync(TimeSpan patience, TimeProvider time)
    {
#pragma warning disable VSTHRD003 // Started by this object.
        await _reading.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stop.CancelAsync().ConfigureAwait(false);
        // What the receiver of the news throws is not lost.
        await _reading.ConfigureAwait(false);
#pragma warning restore VSTHRD003
    }

    public void Dispose() => _stop.Dispose();

    private async Task ReadAsync(GrpcChannel channel, string path, ReadOnlyMemory<byte> request, Action<SolveStatus> progress)
    {
        var messages = channel.StreamAsync(path, request, _stop.Token).GetAsyncEnumerator(_stop.Token);
        await using (messages.ConfigureAwait(false))
        {
            while (await MoveAsync(messages).ConfigureAwait(false))
            {
                Volatile.Write(ref _hasAny, true);
                progress(SolveStatus.Parse(messages.Current));
            }
        }
    }

    // Why a build failed is what the build itself says.
    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<byte[]> messages)
    {
        try
        {
            return await messages.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is GrpcException or BuildKitException or OperationCanceledException)
        {
            return false;
        }
    }
}
