using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Slipway.GitHub.Payloads;

namespace Slipway.GitHub;

/// <content>Marks beside commits.</content>
public sealed partial class GitHubClient
{
    private const int LongestDescription = 140;

    /// <summary>Sets the mark of a commit; the last one of its context counts.</summary>
    /// <param name="commit">The commit's full hash.</param>
    /// <param name="status">The mark.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">GitHub refused it, or could not be reached.</exception>
    public Task SetStatusAsync(string commit, CommitStatus status, CancellationToken cancellationToken = default)
    {
        var payload = new StatusPayload(status.State.ToString().ToLowerInvariant(), status.Context, Cut(status.Description, LongestDescription), status.TargetUrl?.ToString());
        return _transport.SendAsync(
            new GitHubCall
            {
                What = $"set the status of {commit}",
                Method = HttpMethod.Post,
                Address = Api($"statuses/{Escape(commit)}"),
                Content = () => Json(payload, GitHubJson.Default.StatusPayload),
                Permission = "statuses: write",
            },
            cancellationToken);
    }

    private static ByteArrayContent Json<T>(T payload, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(payload, type))
    {
        Headers = { ContentType = new("application/json") { CharSet = "utf-8" } },
    };

    // Not in the middle of a character.
    private static string? Cut(string? text, int most) =>
        text is null || text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";
}
