using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>Values that are not of the kind that their keys take. What an expression gives is not known before it runs.</summary>
internal static class ValueRules
{
    private static readonly string[] Shells = ["bash", "sh", "pwsh", "python", "cmd", "powershell"];

    // https://docs.github.com/en/actions/reference/runners/github-hosted-runners and the announcements of what is no more.
    private static readonly string[] Gone =
        ["ubuntu-16.04", "ubuntu-18.04", "ubuntu-20.04", "windows-2016", "windows-2019", "macos-10.15", "macos-11", "macos-12", "macos-13"];

    public static void CheckMinutes(YamlMappingNode map, Findings findings)
    {
        if (Given(map, "timeout-minutes") is { Value: var text } minutes && !(double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0))
            findings.Add("SW1055", minutes, $"'{text}' is no number of minutes", null);
    }

    public static void CheckBoolean(YamlMappingNode map, string key, Findings findings)
    {
        if (Given(map, key) is { Value: not ("true" or "false") } value)
            findings.Add("SW1055", value, $"'{key}' is true or false, not '{value.Value}'", null);
    }

    public static void CheckCount(YamlMappingNode map, string key, Findings findings)
    {
        if (Given(map, key) is { Value: var text } count && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
            findings.Add("SW1055", count, $"'{key}' is a whole number above 0, not '{text}'", null);
    }

    public static void CheckDefaults(YamlMappingNode map, string? runner, Findings findings)
    {
        if (map.Child("defaults") is not YamlMappingNode defaults)
            return;
        findings.Keys(defaults, "defaults", ["run"], []);
        if (defaults.Child("run") is not YamlMappingNode run)
            return;
        findings.Keys(run, "defaults of 'run'", ["shell", "working-directory"], []);
        CheckShell(run, runner, findings);
    }

    /// <summary>The shell of a step, or of all steps.</summary>
    /// <param name="map">What may name it.</param>
    /// <param name="runner">The runner's label, where it is known.</param>
    /// <param name="findings">What was found.</param>
    public static void CheckShell(YamlMappingNode map, string? runner, Findings findings)
    {
        if (Given(map, "shell") is not { Value: { } shell } node || shell.Contains("{0}", StringComparison.Ordinal))
            return;
        if (!Shells.Contains(shell, StringComparer.Ordinal))
            findings.Add("SW1055", node, $"'{shell}' is no shell of GitHub's", $"{string.Join(", ", Shells)}, or a command with {{0}} for the script");
        else if (shell is "cmd" or "powershell" && runner is not null && (runner.StartsWith("ubuntu-", StringComparison.Ordinal) || runner.StartsWith("macos-", StringComparison.Ordinal)))
            findings.Add("SW1055", node, $"'{shell}' is not there on '{runner}'", "pwsh");
    }

    public static void CheckVariables(YamlMappingNode map, Findings findings)
    {
        foreach (var name in (map.Child("env") as YamlMappingNode)?.Children.Keys ?? [])
        {
            if (name.Text() is { } text && (text.Length == 0 || text.Any(c => c is '=' or '&' || char.IsWhiteSpace(c))))
                findings.Add("SW1057", name, $"'{text}' is no name for a variable", "letters, digits and _");
        }
    }

    public static void CheckRunner(YamlMappingNode job, Findings findings)
    {
        foreach (var label in job.Child("runs-on")?.Scalars() ?? [])
        {
            if (Gone.Contains(label.Value, StringComparer.OrdinalIgnoreCase))
                findings.Add("SW1055", label, $"GitHub has no runner '{label.Value}' any more: the job would wait for one", "ubuntu-24.04, windows-2025, macos-15");
        }
    }

    /// <summary>A password that everybody can read who reads the workflow.</summary>
    public static void CheckPasswords(YamlMappingNode job, Findings findings)
    {
        IEnumerable<YamlNode?> containers = [job.Child("container"), .. (job.Child("services") as YamlMappingNode)?.Children.Values ?? []];
        foreach (var credentials in containers.OfType<YamlMappingNode>().Select(container => container.Child("credentials")).OfType<YamlMappingNode>())
        {
            if (Given(credentials, "password") is { } password)
                findings.Add("SW1055", password, "a password is written here for everybody to read", "${{ secrets.NAME }}");
        }
    }

    private static YamlScalarNode? Given(YamlMappingNode map, string key) =>
        map.Child(key) is YamlScalarNode { Value: { } text } scalar && !text.Contains("${{", StringComparison.Ordinal) ? scalar : null;
}
