namespace Slipway.Reporting;

/// <summary>Chooses how a run is shown, by its surroundings.</summary>
internal static class HostChoice
{
    /// <summary>The host of a run.</summary>
    /// <param name="environment">The environment of the process.</param>
    /// <param name="hasTerminal">Whether output goes to a terminal.</param>
    /// <param name="plain">Whether plain lines were asked for.</param>
    public static HostKind Of(IReadOnlyDictionary<string, string> environment, bool hasTerminal, bool plain) =>
        plain ? HostKind.Plain
        : IsGitHub(environment) ? HostKind.GitHub
        : hasTerminal && !IsSet(environment, "CI") && environment.GetValueOrDefault("TERM") != "dumb" ? HostKind.Terminal
        : HostKind.Plain;

    /// <summary>Whether the process runs in a step of GitHub Actions.</summary>
    public static bool IsGitHub(IReadOnlyDictionary<string, string> environment) => environment.GetValueOrDefault("GITHUB_ACTIONS") == "true";

    private static bool IsSet(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.GetValueOrDefault(name) is { Length: > 0 } value && value is not ("false" or "0");
}
