using Slipway.Graphs;

namespace Slipway.Files;

/// <summary>Checks what targets say of files, and finds the targets that they name.</summary>
internal static class FileDefinitions
{
    public static IEnumerable<Problem> Check(IReadOnlyList<GraphTarget> targets, DefinitionMap byDefinition)
    {
        foreach (var target in targets)
        {
            if (target.Settings.Files is not { } files)
                continue;
            if (files.Outputs.Count > 0 && files.Inputs.Count == 0)
                yield return FilesProblems.NoInputs(target.Name);
            if (target.IsPerItem && files.Inputs.Count > 0 && files.Result is null && target.Settings.Probe is null)
                yield return FilesProblems.NoResult(target.Name);
            foreach (var consumed in files.Consumed)
            {
                consumed.Target = byDefinition.Find(consumed.Definition);
                if (consumed.Target is { Settings.Files: not { Artifacts.Count: > 0 } } other)
                    yield return FilesProblems.NothingToConsume(target.Name, other.Name);
            }
        }
    }
}
