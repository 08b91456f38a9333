using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>The steps of a job.</summary>
internal static class StepRules
{
    // What anybody may write who opens an issue or a pull request: in a script, it would be run.
    private static readonly string[] Foreign =
    [
        "title", "body", "message", "name", "email", "head_ref", "ref", "label", "default_branch", "page_name", "description", "homepage",
    ];

    public static void Check(YamlSequenceNode steps, ExpressionScope scope, string? runner, Findings findings)
    {
        var ids = new List<string>();
        foreach (var node in steps)
        {
            if (node is not YamlMappingNode step)
            {
                findings.Add("SW1055", node, "a step is a map", null);
                continue;
            }

            findings.Keys(step, "a step", WorkflowKeys.Step, []);
            CheckKind(step, findings);
            ValueRules.CheckMinutes(step, findings);
            ValueRules.CheckBoolean(step, "continue-on-error", findings);
            ValueRules.CheckShell(step, runner, findings);
            ValueRules.CheckVariables(step, findings);
            foreach (var (key, value) in step.Children.Where(pair => pair.Key.Text() is not ("id" or null)))
                ExpressionRules.Check(value, scope with { Contexts = ExpressionScope.OfStep, Steps = ids, IsCondition = key.Text() == "if", MayHash = true }, findings);
            CheckInjection(step, findings);
            CheckCommands(step, findings);
            if (step.Child("id") is { } id)
            {
                JobRules.CheckId(id, "a step", findings);
                if (ids.Contains(id.Text()!, StringComparer.OrdinalIgnoreCase))
                    findings.Add("SW1057", id, $"two steps are named '{id.Text()}': case does not count", null);
                ids.Add(id.Text() ?? "");
            }
        }
    }

    private static void CheckKind(YamlMappingNode step, Findings findings)
    {
        var (uses, run) = (step.Child("uses"), step.Child("run"));
        if ((uses is null) == (run is null))
            findings.Add("SW1052", step, uses is null ? "a step needs 'uses' or 'run'" : "a step has either 'uses' or 'run'", null);
        foreach (var key in (string[])["shell", "working-directory"])
        {
            if (run is null && step.Child(key) is { } useless)
                findings.Add("SW1051", useless, $"'{key}' is of use to 'run' only", null);
        }

        if (run is not null && step.Child("with") is { } with)
            findings.Add("SW1051", with, "'with' is of use to 'uses' only", "env");
        if (uses?.Text() is { } action)
            CheckAction(uses, action, findings);
    }

    // A tag can be moved to other code: only a commit stays what it is.
    private static void CheckAction(YamlNode node, string action, Findings findings)
    {
        if (action.StartsWith("./", StringComparison.Ordinal) || action.StartsWith("docker://", StringComparison.Ordinal))
            return;
        if (action.Split('@') is not [var name, var version] || name.Split('/').Length < 2 || version.Length == 0)
            findings.Add("SW1062", node, $"'{action}' names no action", "owner/name@commit, or ./path");
        else if (!IsCommit(version))
            findings.Add("SW1062", node, $"'{action}' is not pinned to a commit: its code can change", "name the commit, and the version in a comment behind it");
    }

    /// <summary>Whether a version is a commit.</summary>
    internal static bool IsCommit(string version) => version.Length == 40 && version.All(char.IsAsciiHexDigitLower);

    // https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/
    private static void CheckCommands(YamlMappingNode step, Findings findings)
    {
        foreach (var (command, file) in ((string, string)[])[("set-output", "GITHUB_OUTPUT"), ("save-state", "GITHUB_STATE"), ("set-env", "GITHUB_ENV"), ("add-path", "GITHUB_PATH")])
        {
            if (step.Child("run") is YamlScalarNode { Value: { } text } run && (text.Contains($"::{command} ", StringComparison.Ordinal) || text.Contains($"::{command}::", StringComparison.Ordinal)))
                findings.Add("SW1055", run, $"the runner does not obey '::{command}' any more", $"echo \"name=value\" >> \"${file}\"");
        }
    }

    private static void CheckInjection(YamlMappingNode step, Findings findings)
    {
        var script = step.Child("uses")?.Text()?.StartsWith("actions/github-script@", StringComparison.Ordinal) ?? false ? (step.Child("with") as YamlMappingNode)?.Child("script") : step.Child("run");
        if (script is not YamlScalarNode { Value: { } text })
            return;
        foreach (var expression in ExpressionText.In(text).Where(expression => expression.IsClosed && IsForeign(expression.Text)))
        {
            findings.Add(
                "SW1063",
                script,
                $"anybody may put a command into this script by '{expression.Text.Trim()}'",
                "give it by a variable: env: { VALUE: ${{ … }} }, and \"$VALUE\" in the script");
        }
    }

    private static bool IsForeign(string expression)
    {
        var text = string.Concat(expression.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant().Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal);
        if (text.Contains("github.head_ref", StringComparison.Ordinal) || text.Contains("tojson(github)", StringComparison.Ordinal) || text.Contains("tojson(github.event)", StringComparison.Ordinal))
            return true;
        var start = text.IndexOf("github.event.", StringComparison.Ordinal);
        if (start < 0)
            return false;
        var path = string.Concat(text[start..].TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '*' or '[' or ']'));
        return path.StartsWith("github.event.inputs.", StringComparison.Ordinal) || path.StartsWith("github.event.client_payload", StringComparison.Ordinal) || Foreign.Contains(path.Split('.')[^1], StringComparer.Ordinal);
    }
}
