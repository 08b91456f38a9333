namespace Slipway.GitHub;

/// <summary>What can go wrong with GitHub.</summary>
internal static class GitHubProblems
{
    public static Problem WrongRepository(string repository) => new(
        "SW1000",
        $"'{repository}' is no repository of GitHub",
        null,
        "write it as owner/name",
        ExitCodes.BuildIsWrong);

    public static Problem Refused(GitHubCall call, GitHubAnswer answer, GitHubOptions options)
    {
        var error = ErrorBody.Of(answer.Body);
        var status = (int)answer.Status;
        return new(
            status switch { 401 => "SW1002", 403 => "SW1003", 404 or 410 => "SW1004", 422 => "SW1005", _ => "SW1006" },
            $"GitHub refused to {call.What}: {status}{(error.Message is { } message ? $" {OneLine(message)}" : "")}",
            [
                $"{call.Method} {call.Address}",
                .. error.Errors.Select(OneLine),
                .. error.DocumentationUrl is { } url ? new[] { $"see {OneLine(url)}" } : [],
            ],
            status switch
            {
                401 => "give a token that is valid: in a workflow, GITHUB_TOKEN: ${{ github.token }}",
                403 => $"give the token the permission '{call.Permission}'{(answer.Header("X-Accepted-GitHub-Permissions") is { } accepted ? $" (GitHub asks for: {OneLine(accepted)})" : "")}; runs for forks have none",
                404 or 410 => $"check the repository '{options.Repository}'; a token without the permission '{call.Permission}' sees nothing either",
                _ => null,
            },
            ExitCodes.BuildIsWrong);
    }

    public static Problem RateLimited(GitHubCall call, GitHubAnswer answer, RateLimit limit, int attempts) => new(
        "SW1007",
        $"GitHub did not let us {call.What}: {limit.Name} reached",
        [
            $"{call.Method} {call.Address}",
            $"attempts: {attempts}; the next one may come in {limit.Wait.TotalSeconds:0} s",
            .. ErrorBody.Of(answer.Body) is { Message: { } message } ? new[] { OneLine(message) } : [],
        ],
        "run again later, or give a token with a limit of its own");

    public static Problem Unreachable(GitHubCall call, string why, int attempts, GitHubAnswer? answer) => new(
        "SW1008",
        $"GitHub could not be asked to {call.What}",
        [
            $"{call.Method} {call.Address}",
            $"attempt {attempts}: {OneLine(why)}",
            .. answer is not null && ErrorBody.Of(answer.Body) is { Message: { } message } ? new[] { OneLine(message) } : [],
        ],
        "look at https://www.githubstatus.com, and at the proxy of this machine");

    public static Problem NotJson(GitHubCall call, int status, string why) => new(
        "SW1009",
        $"the answer to '{call.What}' is none of GitHub's",
        [$"{call.Method} {call.Address}", $"status {status}: {OneLine(why)}"],
        "check GITHUB_API_URL, and what is between this machine and GitHub");

    public static Problem ForeignPage(GitHubCall call, Uri address) => new(
        "SW1010",
        $"the list asked for to {call.What} goes on at another server",
        [$"next page: {address.GetLeftPart(UriPartial.Authority)}"],
        "check GITHUB_API_URL");

    public static Problem SarifFailed(string file, IReadOnlyList<string> errors) => new(
        "SW1011",
        $"GitHub could not read '{file}'",
        [.. errors.Take(10).Select(OneLine)],
        "mend the file, or what writes it",
        ExitCodes.BuildIsWrong);

    public static Problem SarifPending(string file, TimeSpan waited) => new(
        "SW1012",
        $"GitHub did not process '{file}' within {waited.TotalSeconds:0} s",
        ["it waited for: processing_status 'complete' or 'failed'"],
        "look at the repository's page 'Security', 'Code scanning', later");

    public static Problem SarifTooLarge(string file, long bytes) => new(
        "SW1013",
        $"'{file}' is too large for GitHub: {bytes} bytes when compressed",
        ["the most is 10485760 bytes"],
        "upload fewer findings",
        ExitCodes.BuildIsWrong);

    public static Problem SameAsset(string name, string first, string second) => new(
        "SW1015",
        $"two files of the release are named '{name}'",
        [first, second],
        "rename one: assets have names only, no folders",
        ExitCodes.BuildIsWrong);

    public static Problem ForeignUpload(Uri address) => new(
        "SW1016",
        "GitHub names an address for uploads that is not safe",
        [address.GetLeftPart(UriPartial.Authority)],
        "check GITHUB_API_URL");

    public static string OneLine(string text) => string.Join(' ', text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
