namespace Slipway.GitHub;

/// <summary>A request, as often as it has to be made.</summary>
internal sealed record GitHubCall
{
    /// <summary>What it is for, as in <c>set the status of 1a2b3c</c>.</summary>
    public required string What { get; init; }

    public required HttpMethod Method { get; init; }

    public required Uri Address { get; init; }

    /// <summary>Makes the content anew for each attempt; <see langword="null"/> where there is none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>The permission that a token needs, as a workflow names it: <c>statuses: write</c>.</summary>
    public required string Permission { get; init; }

    public bool IsUpload { get; init; }

    /// <summary>Whether a lost answer is an error at once, as the request must not be made twice.</summary>
    public bool IsOnce { get; init; }

    /// <summary>A status that is an answer, not an error, such as 404 for what may be missing.</summary>
    public int? Accepts { get; init; }
}
