using Slipway.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>Jobs, and what they need of each other.</summary>
internal static class JobRules
{
    public static void Check(YamlMappingNode jobs, IReadOnlyList<string> inputs, Findings findings)
    {
        var ids = new Dictionary<string, YamlNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, _) in jobs.Children)
        {
            CheckId(key, "a job", findings);
            if (!ids.TryAdd(key.Text() ?? "", key))
                findings.Add("SW1057", key, $"two jobs are named '{key.Text()}': case does not count", null);
        }

        var needs = jobs.Children.ToDictionary(pair => pair.Key.Text() ?? "", pair => Needs(pair.Value), StringComparer.Ordinal);
        foreach (var (key, value) in jobs.Children)
        {
            if (value is not YamlMappingNode job)
            {
                findings.Add("SW1055", value, $"job '{key.Text()}' is no map", null);
                continue;
            }

            foreach (var need in needs[key.Text() ?? ""].Where(need => !ids.ContainsKey(need.Value!)))
                findings.Add("SW1058", need, $"job '{key.Text()}' needs '{need.Value}', which is no job", Nearest.To(need.Value!, ids.Keys) is { Count: > 0 } near ? string.Join(", ", near) : null);
            CheckJob(key, job, findings, new ExpressionScope { Needs = [.. needs[key.Text() ?? ""].Select(need => need.Value!)], Steps = [], Matrix = MatrixRules.Keys(job), Inputs = inputs });
        }

        if (Cycle(needs) is { } cycle)
            findings.Add("SW1058", ids[cycle[0]], $"jobs wait for each other in a circle: {string.Join(" -> ", cycle)}", "remove one of these needs");
    }

    internal static void CheckId(YamlNode id, string what, Findings findings)
    {
        var text = id.Text() ?? "";
        if (text.Length == 0 || text.Length > 100 || !(char.IsAsciiLetter(text[0]) || text[0] == '_') || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            findings.Add("SW1057", id, $"'{text}' is no id for {what}", "a letter or _ first, then letters, digits, - and _; at most 100");
    }

    private static List<YamlScalarNode> Needs(YamlNode job) => (job as YamlMappingNode)?.Child("needs") is { } needs ? [.. needs.Scalars().Where(need => need.Value is not null)] : [];

    private static void CheckJob(YamlNode id, YamlMappingNode job, Findings findings, ExpressionScope scope)
    {
        var what = $"job '{id.Text()}'";
        var calls = job.Child("uses") is not null;
        findings.Keys(job, what, WorkflowKeys.Job, calls ? [] : ["runs-on", "steps"]);
        if (job.Child("permissions") is { } permissions)
            PermissionRules.Check(permissions, findings);
        WorkflowCheck.CheckConcurrency(job, findings);
        CallRules.Check(what, job, findings);
        MatrixRules.Check(what, job, findings);
        ValueRules.CheckMinutes(job, findings);
        ValueRules.CheckBoolean(job, "continue-on-error", findings);
        ValueRules.CheckRunner(job, findings);
        ValueRules.CheckPasswords(job, findings);
        ValueRules.CheckVariables(job, findings);
        var runner = job.Child("runs-on")?.Text();
        ValueRules.CheckDefaults(job, runner, findings);
        // Outputs are read when all steps have run.
        List<string> ids = [.. ((job.Child("steps") as YamlSequenceNode)?.OfType<YamlMappingNode>() ?? []).Select(step => step.Child("id")?.Text()).OfType<string>()];
        foreach (var (key, value) in job.Children.Where(pair => pair.Key.Text() is not ("steps" or "permissions" or "needs" or null)))
            ExpressionRules.Check(value, scope with { Contexts = ExpressionScope.OfJob(key.Text()!), Steps = ids, IsCondition = key.Text() == "if" }, findings);
        if (job.Child("steps") is YamlSequenceNode steps)
            StepRules.Check(steps, scope, runner, findings);
        else if (job.Child("steps") is { } other)
            findings.Add("SW1055", other, $"the steps of {what} are a list", null);
    }

    private static List<string>? Cycle(Dictionary<string, List<YamlScalarNode>> needs)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in needs.Keys)
        {
            if (Follow(id, []) is { } cycle)
                return cycle;
        }

        return null;

        List<string>? Follow(string id, List<string> way)
        {
            if (way.IndexOf(id) is >= 0 and var start)
                return [.. way[start..], id];
            if (!needs.TryGetValue(id, out var next) || !done.Add(id))
                return null;
            way.Add(id);
            var found = next.Select(need => Follow(need.Value!, way)).FirstOrDefault(cycle => cycle is not null);
            way.RemoveAt(way.Count - 1);
            return found;
        }
    }
}
