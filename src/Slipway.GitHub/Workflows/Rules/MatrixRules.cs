using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>The matrix of a job.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix</remarks>
internal static class MatrixRules
{
    // https://docs.github.com/en/actions/reference/limits
    private const long MostJobs = 256;

    /// <summary>The keys that expressions may name; <see langword="null"/> where they are not known before it runs.</summary>
    public static IReadOnlyList<string>? Keys(YamlMappingNode job)
    {
        if ((job.Child("strategy") as YamlMappingNode)?.Child("matrix") is not YamlMappingNode matrix)
            return job.Child("strategy") is null ? [] : null;
        if (matrix.Child("include") is { } include && (include is not YamlSequenceNode list || list.Any(entry => entry is not YamlMappingNode)))
            return null;
        var included = (matrix.Child("include") as YamlSequenceNode)?.OfType<YamlMappingNode>().SelectMany(entry => entry.Children.Keys) ?? [];
        return [.. matrix.Children.Keys.Concat(included).Select(key => key.Text()).OfType<string>()];
    }

    public static void Check(string what, YamlMappingNode job, Findings findings)
    {
        if (job.Child("strategy") is not YamlMappingNode strategy)
            return;
        findings.Keys(strategy, $"the strategy of {what}", ["matrix", "fail-fast", "max-parallel"], []);
        ValueRules.CheckBoolean(strategy, "fail-fast", findings);
        ValueRules.CheckCount(strategy, "max-parallel", findings);
        if (strategy.Child("matrix") is not YamlMappingNode matrix)
            return;
        var rows = matrix.Children.Where(pair => pair.Key.Text() is not ("include" or "exclude")).ToList();
        foreach (var (key, value) in rows)
            CheckRow(what, key, value, findings);
        if (rows.TrueForAll(row => row.Value is YamlSequenceNode) && rows.Aggregate(1L, (jobs, row) => Math.Min(jobs * ((YamlSequenceNode)row.Value).Children.Count, MostJobs * MostJobs)) is > MostJobs and var jobs)
            findings.Add("SW1055", matrix, $"the matrix of {what} makes {jobs} jobs: GitHub takes {MostJobs}", null);
        foreach (var key in ((matrix.Child("exclude") as YamlSequenceNode)?.OfType<YamlMappingNode>() ?? []).SelectMany(entry => entry.Children.Keys))
        {
            if (!rows.Exists(row => row.Key.Text() == key.Text()))
                findings.Add("SW1055", key, $"the matrix of {what} has no '{key.Text()}' that could be excluded", null);
        }
    }

    private static void CheckRow(string what, YamlNode key, YamlNode value, Findings findings)
    {
        if (value is not YamlSequenceNode list)
        {
            if (value.Text()?.Contains("${{", StringComparison.Ordinal) is not true)
                findings.Add("SW1055", value, $"'{key.Text()}' of the matrix of {what} is no list", null);
            return;
        }

        if (list.Children.Count == 0)
            findings.Add("SW1055", list, $"'{key.Text()}' of the matrix of {what} is empty: no job would run", null);
        foreach (var twice in list.OfType<YamlScalarNode>().Where(item => item.Value is not null).GroupBy(item => item.Value, StringComparer.Ordinal).Where(same => same.Count() > 1))
            findings.Add("SW1055", twice.ElementAt(1), $"'{key.Text()}' of the matrix of {what} has '{twice.Key}' twice", null);
    }
}
