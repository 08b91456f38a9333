using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Containers.Engine;

/// <summary>An answer whose body is read piece by piece; whatever breaks on the way becomes a problem that names the call.</summary>
internal sealed class EngineAnswer(EngineEndpoint endpoint, EngineClientOptions options, string doing, IEngineResponse response) : IAsyncDisposable, IDisposable
{
    private const int ReadSize = 16 * 1024;
    private Stream? _body;

    public HttpStatusCode Status => response.Status;

    public string? MediaType => Header("Content-Type")?.Split(';')[0].Trim();

    public string? Header(string name) => response.Header(name);

    /// <summary>Reads up to the length of <paramref name="buffer"/>; 0 at the end.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="idle">How long the engine may say nothing.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, TimeSpan idle, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(idle, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            _body ??= await response.OpenAsync(either.Token);
            return await _body.ReadAsync(buffer, either.Token);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw EngineProblems.ConnectionLost(endpoint, doing, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineProblems.Silent(endpoint, doing, idle);
        }
    }

    public async Task<byte[]> ReadAllAsync(CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[ReadSize];
        int read;
        while ((read = await ReadAsync(buffer, options.AnswerTimeout, cancellationToken)) > 0)
            await all.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        return all.ToArray();
    }

    public async Task<T> ReadAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Parse(await ReadAllAsync(cancellationToken), type);

    /// <summary>Reads one JSON value a line, as each arrives.</summary>
    /// <param name="type">What a line holds.</param>
    /// <param name="idle">How long the engine may say nothing.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<T> ReadLinesAsync<T>(JsonTypeInfo<T> type, TimeSpan idle, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = new ArrayBufferWriter<byte>();
        var buffer = new byte[ReadSize];
        int read;
        while ((read = await ReadAsync(buffer, idle, cancellationToken)) > 0)
        {
            var start = 0;
            while (Array.IndexOf(buffer, (byte)'\n', start, read - start) is var end and >= 0)
            {
                pending.Write(buffer.AsSpan(start, end - start));
                start = end + 1;
                if (pending.WrittenSpan.IndexOfAnyExcept(" \r\t"u8) >= 0)
                    yield return Parse(pending.WrittenSpan, type);
                pending.ResetWrittenCount();
            }

            pending.Write(buffer.AsSpan(start, read - start));
        }

        if (pending.WrittenSpan.IndexOfAnyExcept(" \r\t"u8) >= 0)
            yield return Parse(pending.WrittenSpan, type);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    // Closes the connection where the body was not read to its end: that is how the engine learns to stop.
    public void Dispose() => response.Dispose();

    private T Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("the value is null");
        }
        catch (JsonException e)
        {
            throw EngineProblems.NotUnderstood(endpoint, doing, e);
        }
    }
}
