using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>Finds what GitHub would refuse in a workflow, and what would make it unsafe.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax</remarks>
internal static class WorkflowCheck
{
    /// <summary>All that is wrong, in the order of the lines.</summary>
    /// <param name="file">The file's name, for places.</param>
    /// <param name="text">Its text.</param>
    public static IReadOnlyList<Problem> Of(string file, string text)
    {
        var findings = new Findings(file);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
                findings.Add("SW1050", 1, "this is no workflow", "a workflow is one map, with 'on' and 'jobs'");
            else
                Examine(root, findings);
        }
        catch (YamlException e)
        {
            findings.Add("SW1050", (int)e.Start.Line, $"this is no YAML: {GitHubProblems.OneLine(e.InnerException?.Message ?? e.Message)}", null);
        }

        catch (InvalidOperationException)
        {
            // The reader says no more of a list or a map in one line that goes on to the end of the file.
            findings.Add("SW1050", 1, "this is no YAML: something that was opened is not closed", null);
        }

        return findings.All();
    }

    private static void Examine(YamlMappingNode root, Findings findings)
    {
        findings.Keys(root, "a workflow", WorkflowKeys.Workflow, ["on", "jobs"]);
        if (root.Child("on") is { } on)
            TriggerRules.Check(on, findings);
        if (root.Child("permissions") is { } permissions)
            PermissionRules.Check(permissions, findings);
        CheckConcurrency(root, findings);
        ValueRules.CheckVariables(root, findings);
        ValueRules.CheckDefaults(root, runner: null, findings);
        var inputs = InputRules.Names(root.Child("on"));
        var scope = new ExpressionScope { Needs = [], Steps = [], Matrix = null, Inputs = inputs };
        foreach (var key in (string[])["run-name", "concurrency", "env"])
        {
            if (root.Child(key) is { } value)
                ExpressionRules.Check(value, scope with { Contexts = key == "env" ? ["github", "secrets", "inputs", "vars"] : ["github", "inputs", "vars"] }, findings);
        }

        if (root.Child("jobs") is YamlMappingNode jobs)
            JobRules.Check(jobs, inputs, findings);
        else if (root.Child("jobs") is { } other)
            findings.Add("SW1055", other, "'jobs' is a map of jobs by their ids", null);
    }

    internal static void CheckConcurrency(YamlMappingNode map, Findings findings)
    {
        if (map.Child("concurrency") is not YamlMappingNode concurrency)
            return;
        findings.Keys(concurrency, "concurrency", ["group", "cancel-in-progress"], ["group"]);
        ValueRules.CheckBoolean(concurrency, "cancel-in-progress", findings);
    }
}
