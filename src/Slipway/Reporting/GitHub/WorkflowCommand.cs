namespace Slipway.Reporting.GitHub;

/// <summary>Lines that the runner of GitHub Actions acts on.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions</remarks>
internal static class WorkflowCommand
{
    /// <summary>One command, its texts escaped.</summary>
    /// <param name="name">Such as <c>error</c>.</param>
    /// <param name="message">What comes after the second <c>::</c>.</param>
    /// <param name="properties">Those without a value are left out.</param>
    public static string Of(string name, string message, params IReadOnlyList<(string Name, string? Value)> properties)
    {
        var given = properties.Where(property => property.Value is { Length: > 0 }).Select(property => $"{property.Name}={EscapeProperty(property.Value!)}");
        var list = string.Join(',', given);
        return $"::{name}{(list.Length > 0 ? " " + list : "")}::{Escape(message)}";
    }

    /// <summary>Commands that hide a secret: one for each of its lines, as logs are hidden line by line.</summary>
    public static IEnumerable<string> Masks(Secret secret) =>
        secret.Reveal().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => Of("add-mask", line));

    /// <summary>Whether the runner could take a line of a tool for a command, in its newer or its older form.</summary>
    public static bool MayBeIn(string line) =>
        line.AsSpan().TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal);

    private static string Escape(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) => Escape(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
