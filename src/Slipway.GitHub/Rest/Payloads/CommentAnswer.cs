namespace Slipway.GitHub.Payloads;

internal sealed record CommentAnswer(long Id, string? Body, Uri HtmlUrl);
