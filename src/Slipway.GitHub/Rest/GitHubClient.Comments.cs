using Slipway.GitHub.Payloads;

namespace Slipway.GitHub;

/// <content>One comment of a pull request that is kept up to date.</content>
public sealed partial class GitHubClient
{
    // https://docs.github.com/en/rest/issues/comments: what is longer is refused.
    private const int LongestComment = 65_536;
    private const string CommentCut = "\n\n> The rest does not fit into a comment.\n";

    /// <summary>Writes a comment, in the place of the one that was written under the same key before.</summary>
    /// <param name="pullRequest">The number of the pull request, or of the issue.</param>
    /// <param name="key">Tells the comment from others; it is in a mark that nobody sees.</param>
    /// <param name="body">Markdown; what is longer than GitHub takes is cut, and says so.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">GitHub refused it, or could not be reached.</exception>
    public async Task<PullRequestComment> SetCommentAsync(int pullRequest, string key, string body, CancellationToken cancellationToken = default)
    {
        // Two dashes would end the mark.
        var mark = $"<!-- slipway:{Escape(key).Replace("-", "%2D", StringComparison.Ordinal)} -->\n";
        var text = mark + (mark.Length + body.Length <= LongestComment ? body : body[..(LongestComment - mark.Length - CommentCut.Length)] + CommentCut);
        var found = await FindCommentAsync(pullRequest, mark, cancellationToken);
        if (found is not null)
            return found.Body == text ? new PullRequestComment(found.Id, found.HtmlUrl, IsNew: false) : await UpdateAsync(found.Id, text, cancellationToken);
        var call = new GitHubCall
        {
            What = $"comment on #{pullRequest}",
            Method = HttpMethod.Post,
            Address = Api($"issues/{pullRequest}/comments"),
            Content = () => Json(new CommentPayload(text), GitHubJson.Default.CommentPayload),
            Permission = "pull-requests: write",
            IsOnce = true,
        };
        CommentAnswer? made = null;
        await MakeAsync(
            call,
            async () => (made = (await _transport.SendAsync(call, cancellationToken)).Read(call, GitHubJson.Default.CommentAnswer)).Id,
            async () => (made = await FindCommentAsync(pullRequest, mark, cancellationToken))?.Id,
            cancellationToken);
        return new PullRequestComment(made!.Id, made.HtmlUrl, IsNew: true);
    }

    private async Task<CommentAnswer?> FindCommentAsync(int pullRequest, string mark, CancellationToken cancellationToken)
    {
        var call = new GitHubCall
        {
            What = $"list the comments of #{pullRequest}",
            Method = HttpMethod.Get,
            Address = Api($"issues/{pullRequest}/comments?per_page=100"),
            Permission = "pull-requests: write",
        };
        await foreach (var page in _transport.PagesAsync(call, cancellationToken))
        {
            // At the beginning only: people quote what they answer.
            if (page.Read(call, GitHubJson.Default.ListCommentAnswer).Find(comment => comment.Body?.ReplaceLineEndings("\n").StartsWith(mark, StringComparison.Ordinal) ?? false) is { } found)
                return found;
        }

        return null;
    }

    private async Task<PullRequestComment> UpdateAsync(long id, string text, CancellationToken cancellationToken)
    {
        var call = new GitHubCall
        {
            What = $"update comment {id}",
            Method = HttpMethod.Patch,
            Address = Api($"issues/comments/{id}"),
            Content = () => Json(new CommentPayload(text), GitHubJson.Default.CommentPayload),
            Permission = "pull-requests: write",
        };
        var updated = (await _transport.SendAsync(call, cancellationToken)).Read(call, GitHubJson.Default.CommentAnswer);
        return new PullRequestComment(updated.Id, updated.HtmlUrl, IsNew: false);
    }
}
