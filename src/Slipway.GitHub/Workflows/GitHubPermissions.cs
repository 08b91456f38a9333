namespace Slipway.GitHub.Workflows;

/// <summary>What a job's token may be allowed.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions</remarks>
internal static class GitHubPermissions
{
    public static readonly IReadOnlyList<string> Scopes =
    [
        "actions", "artifact-metadata", "attestations", "checks", "contents", "deployments", "discussions", "id-token", "issues", "models", "packages",
        "pages", "pull-requests", "repository-projects", "security-events", "statuses",
    ];

    /// <summary>Whether a text is like <c>packages: write</c>.</summary>
    public static bool IsValid(string permission) =>
        permission.Split(':', StringSplitOptions.TrimEntries) is [var scope, var level] && Scopes.Contains(scope, StringComparer.Ordinal) && IsLevel(scope, level);

    /// <summary>Whether a scope knows a level: an identity can only be written, models only be read.</summary>
    public static bool IsLevel(string scope, string level) => level switch
    {
        "none" => true,
        "read" => scope != "id-token",
        "write" => scope != "models",
        _ => false,
    };

    /// <summary>All of them, each once at its higher level, in the order of their names.</summary>
    public static YamlMap Union(IEnumerable<string> permissions)
    {
        var map = new YamlMap();
        foreach (var scope in permissions.Select(permission => permission.Split(':', StringSplitOptions.TrimEntries)).GroupBy(parts => parts[0], parts => parts[1], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
            map.Add(scope.Key, scope.Contains("write", StringComparer.Ordinal) ? "write" : scope.Contains("read", StringComparer.Ordinal) ? "read" : "none");
        return map;
    }
}
