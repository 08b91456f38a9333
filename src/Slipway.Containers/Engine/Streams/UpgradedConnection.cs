using System.Globalization;
using System.Text;

namespace Slipway.Containers.Engine.Streams;

/// <summary>A connection that became a stream of bytes both ways: what a command in a container reads and writes.</summary>
internal sealed class UpgradedConnection : IAsyncDisposable
{
    private const int LongestHead = 16 * 1024;

    private readonly Stream _connection;

    private UpgradedConnection(Stream connection) => _connection = connection;

    public Stream Stream => _connection;

    /// <summary>Asks for the upgrade; the engine answers 101, old ones 200.</summary>
    /// <param name="connection">A new connection, which is taken over.</param>
    /// <param name="path">The path with the version in front.</param>
    /// <param name="json">The request's body.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The connection, or what the engine said instead.</returns>
    public static async Task<(UpgradedConnection? Connection, int Status, string Words)> OpenAsync(Stream connection, string path, byte[] json, CancellationToken cancellationToken)
    {
        var head = $"POST {path} HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n";
        await connection.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. json], cancellationToken);
        await connection.FlushAsync(cancellationToken);
        var answer = await ReadHeadAsync(connection, cancellationToken);
        var status = answer.Split(' ', 3) is [_, var code, ..] && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (status is 101 or 200)
            return (new UpgradedConnection(connection), status, "");
        using var words = new StreamReader(connection, Encoding.UTF8);
        var body = new char[4096];
        var read = await words.ReadAsync(body, cancellationToken);
        return (null, status, new string(body, 0, read).Trim());
    }

    /// <summary>Tells the command that its input is over.</summary>
    public async Task CloseInputAsync(CancellationToken cancellationToken)
    {
        await _connection.FlushAsync(cancellationToken);
        if (_connection is AnsweringStream connection)
            await connection.CloseWritingAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // Byte by byte: what follows the head belongs to the command.
    private static async Task<string> ReadHeadAsync(Stream connection, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < LongestHead && await connection.ReadAsync(one, cancellationToken) == 1)
        {
            head.Add(one[0]);
            if (one[0] == '\n' && head is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
                break;
        }

        return Encoding.ASCII.GetString([.. head]);
    }
}
