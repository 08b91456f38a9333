namespace Slipway.Containers.Linting;

/// <summary>Something that a Dockerfile or a compose file should keep to.</summary>
/// <param name="Id">A stable id such as <c>SL101</c>, for suppressing and searching.</param>
/// <param name="Name">The same in a few words, such as <c>pinned-base</c>.</param>
/// <param name="Level">How grave it is to break it.</param>
/// <param name="Why">What happens otherwise: one sentence.</param>
/// <param name="Fix">What to do: one sentence.</param>
public sealed record LintRule(string Id, string Name, LintLevel Level, string Why, string Fix)
{
    /// <summary>The page that explains the rule, relative to the repository.</summary>
    public string Page => $"docs/reference/lint.md#{Id.ToLowerInvariant()}-{Name}";
}
