namespace Slipway.Containers.Linting;

/// <summary>A place that breaks a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Place">Where; line 1 where something is missing from a whole file.</param>
/// <param name="Message">What is wrong there: lower case, names in single quotes, no full stop. Holds no secret.</param>
public sealed record LintFinding(LintRule Rule, Place Place, string Message)
{
    /// <summary>The finding as people read it.</summary>
    public override string ToString() => $"{Place}: {Rule.Level.ToString().ToLowerInvariant()} {Rule.Id}: {Message}\n  try: {Rule.Fix}";
}
