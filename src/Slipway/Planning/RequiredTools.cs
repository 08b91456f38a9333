using Slipway.Graphs;
using Slipway.Processes;

namespace Slipway.Planning;

/// <summary>Finds the programs that the targets of a run need and that are not there.</summary>
internal sealed class RequiredTools(SlipwayBuild build)
{
    /// <summary>What is missing, each once for all targets that need it.</summary>
    /// <param name="running">The targets that are not skipped.</param>
    public IReadOnlyList<Problem> Find(List<GraphTarget> running) =>
        running.Exists(target => target.Settings.Tools.Count > 0) ? MissingOf(running) : [];

    private Problem[] MissingOf(List<GraphTarget> running)
    {
        var needs = new OrderedDictionary<string, List<(string Target, ToolRequirement Tool)>>(StringComparer.Ordinal);
        foreach (var target in running)
        {
            foreach (var tool in target.Settings.Tools)
            {
                if (!needs.TryGetValue(tool.Program, out var same))
                    needs.Add(tool.Program, same = []);
                same.Add((target.Name, tool));
            }
        }

        return [.. needs.Where(need => !IsThere(need.Key)).Select(need => Missing(need.Key, need.Value))];
    }

    private Problem Missing(string program, List<(string Target, ToolRequirement Tool)> needs) => PlanningProblems.MissingTool(
        program,
        [.. needs.Select(need => need.Target).Distinct(StringComparer.Ordinal)],
        IsName(program) ? $"looked in the {ProgramSearch.FoldersOf(build.Environment).Count} folders on PATH" : $"looked for {Path.GetFullPath(program, build.RootFolder)}",
        needs.Select(need => need.Tool.Advice).FirstOrDefault(advice => advice is not null));

    private bool IsThere(string program)
    {
        if (IsName(program))
            return ProgramSearch.Find(program, ProgramSearch.FoldersOf(build.Environment)) is not null;
        var file = Path.GetFullPath(program, build.RootFolder);
        return ProgramSearch.Find(Path.GetFileName(file), [Path.GetDirectoryName(file)!]) is not null;
    }

    private static bool IsName(string program) => Path.GetFileName(program) == program;
}
