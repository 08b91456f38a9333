using System.Text;

namespace Slipway.GitHub.Tests.Rest;

/// <summary>What the server does with a request.</summary>
internal sealed record GitHubReply(int Status, string Body = "{}", params IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>Nothing ever comes.</summary>
    public static readonly GitHubReply Hang = new(0);

    /// <summary>The connection is reset.</summary>
    public static readonly GitHubReply Reset = new(-1);

    /// <summary>Whether only half of the body is sent, and the connection closed.</summary>
    public bool IsTruncated { get; init; }

    public byte[] Bytes()
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var head = new StringBuilder($"HTTP/1.1 {Status} Status\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {(Status == 204 ? 0 : body.Length)}\r\nConnection: close\r\n");
        foreach (var (name, value) in Headers)
            head.Append($"{name}: {value}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. Status == 204 ? [] : IsTruncated ? body[..(body.Length / 2)] : body];
    }
}
