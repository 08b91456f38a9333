namespace Slipway.GitHub.Payloads;

/// <summary>See https://docs.github.com/en/rest/issues/comments#create-an-issue-comment.</summary>
internal sealed record CommentPayload(string Body);
