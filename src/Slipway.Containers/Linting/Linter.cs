using Slipway.Containers.Linting.Rules;

namespace Slipway.Containers.Linting;

/// <summary>Holds Dockerfiles and compose files against the rules.</summary>
public static class Linter
{
    private static readonly ILintCheck[] Checks =
    [
        new PinnedBases(),
        new RunningAsRoot(),
        new MissingHealthCheck(),
        new HealthCheckThatCannotFail(),
        new HealthCheckThatWrites(),
        new SecretsInImages(),
        new SecretsInCompose(),
        new SecretsInCommands(),
        new EnvironmentFileInImage(),
        new SourcesBeforeDependencies(),
        new PackageLists(),
        new MissingIgnoreFile(),
        new MemoryLimits(),
        new LogRotation(),
        new NewPrivileges(),
        new Capabilities(),
        new HealthNobodyTells(),
        new PortsTwice(),
    ];

    /// <summary>Every rule, in the order of its id.</summary>
    public static IReadOnlyList<LintRule> Rules { get; } = [.. Checks.Select(check => check.Rule).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>All findings that no comment suppresses, by file and line.</summary>
    /// <param name="subject">What to examine.</param>
    /// <param name="read">Reads a file by its name in places, for its comments; <see langword="null"/> where that cannot be.</param>
    public static IReadOnlyList<LintFinding> Examine(LintSubject subject, Func<string, string?> read)
    {
        var suppressions = new Dictionary<string, Suppressions>(StringComparer.Ordinal);
        var findings =
            from check in Checks
            from found in check.Examine(subject).Distinct()
            let finding = new LintFinding(check.Rule, found.Place, found.Message)
            where !Of(found.Place.File).Covers(finding)
            select finding;
        return [.. findings.OrderBy(one => one.Place.File, StringComparer.Ordinal).ThenBy(one => one.Place.Line).ThenBy(one => one.Rule.Id, StringComparer.Ordinal)];

        Suppressions Of(string file)
        {
            if (!suppressions.TryGetValue(file, out var known))
                suppressions[file] = known = Suppressions.Read(read(file) ?? "");
            return known;
        }
    }
}
