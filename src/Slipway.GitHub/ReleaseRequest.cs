namespace Slipway.GitHub;

/// <summary>A release to publish.</summary>
public sealed record ReleaseRequest
{
    /// <summary>Its tag; made at <see cref="Commit"/> where it is not there.</summary>
    public required string Tag { get; init; }

    /// <summary>The commit for a tag that is not there; the default branch's unless set.</summary>
    public string? Commit { get; init; }

    /// <summary>Its title; the tag unless set.</summary>
    public string? Name { get; init; }

    /// <summary>Its text, in Markdown.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether it is marked as not ready for production.</summary>
    public bool IsPrerelease { get; init; }

    /// <summary>Whether only people who may write see it.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Its files, by full path; each is named as its file is.</summary>
    public IReadOnlyList<string> Assets { get; init; } = [];
}
