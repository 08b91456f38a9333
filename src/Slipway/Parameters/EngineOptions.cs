namespace Slipway.Parameters;

/// <summary>The options that every build has: one row each, shown by <c>--help</c>, read by <see cref="CommandLine"/>, completed by shells.</summary>
internal static class EngineOptions
{
    public static readonly IReadOnlyList<EngineOption> All =
    [
        new("plan", "Show what would run and why, and change nothing.") { Value = "json|mermaid", WithoutValue = "text", Choices = ["text", "json", "mermaid"] },
        new("skip", "Leave targets out; what they depend on still runs.") { Value = "TARGET,…", IsList = true, Kind = ValueKind.Target },
        new("profile", "Take the values of .nuke/parameters.NAME.json too.") { Value = "NAME,…", IsList = true, Kind = ValueKind.Profile },
        new("resume", "Continue the last run, which failed or was stopped, where it ended."),
        new("wait", "Wait for another run in this folder instead of refusing."),
        new("list", "List the targets."),
        new("help", "Show this, or with a target all about it."),
        new("completion", "Print what makes a shell complete this command line.") { Value = "SHELL", Choices = ["bash", "zsh", "fish", "powershell"] },
        new("no-color", "Print without colours."),
        new("version", "Show the version of Slipway."),
    ];

    /// <summary>The option of that name, written without dashes and in lower case.</summary>
    public static EngineOption? Find(string plain)
    {
        foreach (var option in All)
        {
            if (IsSame(option.Name, plain))
                return option;
        }

        return null;
    }

    private static bool IsSame(string name, string plain)
    {
        var next = 0;
        foreach (var letter in name)
        {
            if (letter == '-')
                continue;
            if (next == plain.Length || plain[next++] != letter)
                return false;
        }

        return next == plain.Length;
    }
}
