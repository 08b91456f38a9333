using System.Text.Json;

namespace Slipway.GitHub;

/// <summary>What a run knows of the GitHub that started it.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables</remarks>
public sealed record GitHubRun
{
    /// <summary>Whether this runs in a workflow.</summary>
    public required bool IsThere { get; init; }

    /// <summary>The repository, as <c>owner/name</c>.</summary>
    public string? Repository { get; init; }

    /// <summary>The commit that is checked out; for a pull request, one that GitHub made of both sides.</summary>
    public string? Commit { get; init; }

    /// <summary>The commit that people see: the last one of the pull request's branch, else <see cref="Commit"/>.</summary>
    public string? HeadCommit { get; init; }

    /// <summary>The full reference, such as <c>refs/heads/main</c>.</summary>
    public string? Ref { get; init; }

    /// <summary>The tag that this runs for; <see langword="null"/> where it runs for none.</summary>
    public string? Tag { get; init; }

    /// <summary>The number of the pull request; <see langword="null"/> where it runs for none.</summary>
    public int? PullRequest { get; init; }

    /// <summary>Whether the pull request comes from another repository: its runs may change nothing.</summary>
    public bool IsFromFork { get; init; }

    /// <summary>The page of this run.</summary>
    public Uri? Url { get; init; }

    /// <summary>Tells this run, and this attempt at it, from others.</summary>
    public string? Key { get; init; }

    /// <summary>Reads it from the environment, and from the file with the event that it names.</summary>
    /// <param name="environment">The environment of the process.</param>
    public static GitHubRun From(IReadOnlyDictionary<string, string> environment)
    {
        using var payload = Payload(Value("GITHUB_EVENT_PATH"));
        var pull = Element(payload?.RootElement, "pull_request");
        var repository = Value("GITHUB_REPOSITORY");
        var head = Text(Element(Element(pull, "head"), "repo"), "full_name");
        return new GitHubRun
        {
            IsThere = Value("GITHUB_ACTIONS") == "true",
            Repository = repository,
            Commit = Value("GITHUB_SHA"),
            HeadCommit = Text(Element(pull, "head"), "sha") ?? Value("GITHUB_SHA"),
            Ref = Value("GITHUB_REF"),
            Tag = Value("GITHUB_REF_TYPE") == "tag" ? Value("GITHUB_REF_NAME") : null,
            PullRequest = Element(pull, "number") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null,
            // A fork that was deleted has no repository any more.
            IsFromFork = pull is not null && !string.Equals(head, repository, StringComparison.OrdinalIgnoreCase),
            Url = Value("GITHUB_RUN_ID") is { } id && Uri.TryCreate($"{Value("GITHUB_SERVER_URL") ?? "https://github.com"}/{repository}/actions/runs/{id}", UriKind.Absolute, out var url) ? url : null,
            Key = Value("GITHUB_RUN_ID") is { } run ? $"run {run}.{Value("GITHUB_RUN_ATTEMPT") ?? "1"} {Value("GITHUB_JOB")}".TrimEnd() : null,
        };

        string? Value(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
    }

    private static JsonDocument? Payload(string? file)
    {
        try
        {
            return file is null ? null : JsonDocument.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Without it less is known; what needs more says so.
            return null;
        }
    }

    private static JsonElement? Element(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) && child.ValueKind != JsonValueKind.Null ? child : null;

    private static string? Text(JsonElement? element, string name) => Element(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
