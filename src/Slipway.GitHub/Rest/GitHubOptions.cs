namespace Slipway.GitHub;

/// <summary>Where and as whom GitHub is spoken to.</summary>
public sealed record GitHubOptions
{
    /// <summary>The address of the REST API. <c>https://api.github.com</c> unless set; that of an own server ends in <c>/api/v3</c>.</summary>
    public Uri ApiUrl { get; init; } = new("https://api.github.com");

    /// <summary>What requests are made with; it is sent to <see cref="ApiUrl"/> and to the addresses for uploads that it names, nowhere else.</summary>
    public required Secret Token { get; init; }

    /// <summary>The repository, as <c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>How often a request is tried in all. 5 unless set.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How long an attempt may take, its answer included. 30 s unless set.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an attempt to upload a file may take. 10 min unless set.</summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a request waits for rate limits in all; what asks for more fails. 15 min unless set.</summary>
    public TimeSpan LimitPatience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The version of the API, <c>2022-11-28</c> unless set.</summary>
    public string ApiVersion { get; init; } = "2022-11-28";
}
