namespace Slipway.GitHub.Payloads;

internal sealed record ReleaseAnswer(long Id, string TagName, Uri HtmlUrl, string UploadUrl, bool Draft);
