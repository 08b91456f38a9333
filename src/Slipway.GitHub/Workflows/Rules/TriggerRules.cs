using Slipway.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>What starts a workflow.</summary>
internal static class TriggerRules
{
    public static void Check(YamlNode on, Findings findings)
    {
        foreach (var name in on.Scalars())
            CheckName(name, findings);
        if (on is not YamlMappingNode events)
            return;
        InputRules.Check(on, findings);
        foreach (var (key, value) in events.Children)
        {
            if (!CheckName(key, findings) || value.IsEmpty())
                continue;
            if (key.Text() == "schedule")
                CheckSchedule(value, findings);
            else if (value is YamlMappingNode filters)
                CheckFilters(key.Text()!, filters, findings);
            else
                findings.Add("SW1055", value, $"event '{key.Text()}' has a map of filters, or nothing", null);
        }
    }

    private static bool CheckName(YamlNode name, Findings findings)
    {
        if (name.Text() is not { } text || WorkflowKeys.Events.Contains(text, StringComparer.Ordinal))
            return name.Text() is not null;
        findings.Add("SW1053", name, $"GitHub has no event '{text}'", Nearest.To(text, WorkflowKeys.Events) is { Count: > 0 } near ? string.Join(", ", near) : null);
        return false;
    }

    private static void CheckSchedule(YamlNode value, Findings findings)
    {
        foreach (var entry in value is YamlSequenceNode list ? list.Children : [value])
        {
            if ((entry as YamlMappingNode)?.Child("cron") is not { } cron)
                findings.Add("SW1055", entry, "a schedule is a list of maps with 'cron'", "- cron: '15 3 * * 1'");
            else if (CronRules.Fault(cron.Text() ?? "") is { } fault)
                findings.Add("SW1060", cron, $"'{cron.Text()}' is no time for a schedule: {fault}", "minute, hour, day of month, month, day of week: '15 3 * * 1'");
        }
    }

    private static void CheckFilters(string name, YamlMappingNode filters, Findings findings)
    {
        findings.Keys(filters, $"event '{name}'", WorkflowKeys.FiltersOf(name), []);
        CheckTypes(name, filters.Child("types"), findings);
        foreach (var kind in (string[])["branches", "tags", "paths"])
        {
            if (filters.Child(kind) is { } chosen && filters.Child(kind + "-ignore") is not null)
                findings.Add("SW1061", chosen, $"event '{name}' has both '{kind}' and '{kind}-ignore'", $"use '{kind}' with patterns that begin with !");
            foreach (var pattern in (string[])[kind, kind + "-ignore"])
                CheckPatterns(filters.Child(pattern), pattern, findings);
        }
    }

    private static void CheckTypes(string name, YamlNode? types, Findings findings)
    {
        if (types is null || EventTypes.Of(name) is not { } known)
            return;
        foreach (var type in types.Scalars().Where(type => !known.Contains(type.Value, StringComparer.Ordinal)))
            findings.Add("SW1053", type, $"event '{name}' has no type '{type.Value}'", Nearest.To(type.Value ?? "", known) is { Count: > 0 } near ? string.Join(", ", near) : $"known: {string.Join(", ", known)}");
    }

    private static void CheckPatterns(YamlNode? patterns, string kind, Findings findings)
    {
        if (patterns is null)
            return;
        var all = patterns.Scalars().ToList();
        foreach (var pattern in all)
        {
            if (PatternRules.Fault(pattern.Value ?? "", kind) is { } fault)
                findings.Add("SW1061", pattern, $"'{pattern.Value}' is no pattern for '{kind}': {fault}", null);
        }

        if (all.Count > 0 && all.TrueForAll(pattern => pattern.Value!.StartsWith('!')))
            findings.Add("SW1061", patterns, $"'{kind}' only takes away: nothing starts the workflow", "put a pattern without ! first");
    }
}
