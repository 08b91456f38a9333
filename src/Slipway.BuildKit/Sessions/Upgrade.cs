using System.Text;

namespace Slipway.BuildKit.Sessions;

/// <summary>Turns a connection to an engine into one to the BuildKit inside of it.</summary>
internal static class Upgrade
{
    private const int LongestAnswer = 16 * 1024;

    /// <summary>Sends the request that does it. Only afterwards the connection speaks HTTP/2.</summary>
    /// <param name="stream">The connection; ended when that fails.</param>
    /// <param name="path"><c>/grpc</c> or <c>/session</c>.</param>
    /// <param name="headers">More headers.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="BuildKitException">The engine refuses.</exception>
    /// <exception cref="ConnectionLostException">The connection ended before an answer came.</exception>
    public static async Task<Stream> OpenAsync(Stream stream, string path, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        try
        {
            var request = new StringBuilder($"POST {path} HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n");
            foreach (var (name, value) in headers)
                request.Append(name).Append(": ").Append(value).Append("\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()), cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            var (answer, rest) = await ReadAnswerAsync(stream, path, cancellationToken).ConfigureAwait(false);
            if (!answer.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
                throw new BuildKitException($"the engine does not open {path}: {answer.Split("\r\n")[0]}{(rest.Length > 0 ? ": " + Encoding.UTF8.GetString(rest).Trim() : "")}");
            return rest.Length == 0 ? stream : new PrefixedStream(rest, stream);
        }
        catch (Exception e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (e is IOException)
                throw new ConnectionLostException($"the connection was lost while {path} was opened: {e.Message}", e);
            throw;
        }
    }

    private static async Task<(string Header, byte[] Body)> ReadAnswerAsync(Stream stream, string path, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestAnswer];
        for (var filled = 0; filled < buffer.Length;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                throw new ConnectionLostException($"the engine closed the connection when {path} was opened");
            filled += read;
            if (buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is var end and >= 0)
                return (Encoding.ASCII.GetString(buffer, 0, end), buffer[(end + 4)..filled]);
        }

        throw new BuildKitException($"the answer to {path} is no HTTP");
    }
}
