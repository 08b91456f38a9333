using System.Globalization;
using System.Net;
using System.Text;

namespace Slipway.Containers.Engine;

/// <summary>A question whose answer is small and read whole, on a connection of its own: HTTP/1.1, RFC 9112.</summary>
/// <remarks>
/// The first answer by way of <see cref="HttpClient"/> costs twice as long as everything else in a run that finds its images up
/// to date: 150 of its methods are compiled then, as nobody can compile them ahead of time. See docs/decisions/0012.
/// </remarks>
internal static class Question
{
    private const int FirstRead = 16 * 1024;

    /// <summary>Whether a connection costs next to nothing, and the request is no more than its path.</summary>
    public static bool CanAsk(EngineEndpoint endpoint, EngineRequest request) =>
        request is { IsQuestion: true, Content: null, Headers: null } && request.Method == HttpMethod.Get
        && endpoint.SocketPath is not null && !request.Path.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>Asks, and reads the answer to its end.</summary>
    /// <param name="connection">The connection; closed in the end.</param>
    /// <param name="path">The path and query.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="IOException">The connection ended before the answer did, or what came is no answer.</exception>
    public static async Task<IEngineResponse> AskAsync(Stream connection, string path, CancellationToken cancellationToken)
    {
        await using (connection)
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"), cancellationToken);
            var buffer = new byte[FirstRead];
            var filled = 0;
            int read;
            while ((read = await connection.ReadAsync(buffer.AsMemory(filled), cancellationToken)) > 0)
            {
                filled += read;
                if (filled == buffer.Length)
                    Array.Resize(ref buffer, 2 * filled);
            }

            return Parse(buffer.AsMemory(0, filled));
        }
    }

    private static Response Parse(ReadOnlyMemory<byte> answer)
    {
        var end = answer.Span.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            throw new IOException(answer.Length == 0 ? "the connection was closed without an answer" : "the answer ended in its head");
        var lines = Encoding.ASCII.GetString(answer.Span[..end]).Split("\r\n");
        // HTTP/1.1 200 OK
        if (lines[0].Split(' ') is not ["HTTP/1.1" or "HTTP/1.0", var code, ..] || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            throw new IOException("the answer is no HTTP");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.AsSpan(1))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
                headers.TryAdd(line[..colon], line[(colon + 1)..].Trim());
        }

        return new Response((HttpStatusCode)status, headers, Body(answer[(end + 4)..], headers));
    }

    // RFC 9112, section 6.3: chunks, else a length, else up to the end of the connection.
    private static MemoryStream Body(ReadOnlyMemory<byte> rest, Dictionary<string, string> headers)
    {
        if (string.Equals(headers.GetValueOrDefault("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
            return Chunks(rest.Span);
        var length = headers.TryGetValue("Content-Length", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : rest.Length;
        return length <= rest.Length ? new MemoryStream(rest[..length].ToArray(), writable: false) : throw CutShort();
    }

    // Section 7.1: a length in hexadecimal digits, perhaps with extensions after a semicolon, a line's end, so many bytes, a line's end; 0 ends it.
    private static MemoryStream Chunks(ReadOnlySpan<byte> rest)
    {
        var body = new MemoryStream(rest.Length);
        while (true)
        {
            var line = rest.IndexOf("\r\n"u8);
            if (line < 0)
                throw CutShort();
            var size = rest[..line];
            if (size.IndexOf((byte)';') is var extension and >= 0)
                size = size[..extension];
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var length) || length < 0)
                throw new IOException("the answer is no HTTP");
            rest = rest[(line + 2)..];
            if (length == 0)
                break;
            if (rest.Length - 2 < length)
                throw CutShort();
            body.Write(rest[..length]);
            rest = rest[(length + 2)..];
        }

        body.Position = 0;
        return body;
    }

    private static IOException CutShort() => new("the connection ended before the answer did");

    private sealed class Response(HttpStatusCode status, Dictionary<string, string> headers, MemoryStream body) : IEngineResponse
    {
        public HttpStatusCode Status => status;

        public string? Header(string name) => headers.GetValueOrDefault(name);

        public Task<Stream> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<Stream>(body);

        public void Dispose() => body.Dispose();
    }
}
