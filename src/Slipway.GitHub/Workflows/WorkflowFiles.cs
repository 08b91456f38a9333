using Slipway.GitHub.Workflows;

namespace Slipway.GitHub;

/// <summary>The files of the workflows that a build says it has.</summary>
public sealed class WorkflowFiles
{
    private const string Folder = ".github/workflows";

    private readonly WorkflowSource _source;
    private readonly IReadOnlyList<(string File, string Text)> _made;

    private WorkflowFiles(WorkflowSource source, IReadOnlyList<(string File, string Text)> made) => (_source, _made) = (source, made);

    /// <summary>Makes their texts; nothing is written yet.</summary>
    /// <param name="source">What they are made from.</param>
    /// <param name="workflows">The attributes.</param>
    /// <exception cref="ProblemException">An attribute is wrong, or what was made is no valid workflow.</exception>
    public static WorkflowFiles Make(WorkflowSource source, IReadOnlyList<GitHubWorkflowAttribute> workflows)
    {
        var problems = new List<Problem>();
        var made = new List<(string, string)>();
        foreach (var workflow in workflows)
        {
            if (workflow.Name.Length == 0 || !workflow.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                problems.Add(WorkflowProblems.WrongName(workflow.Name));
            else if (workflows.TakeWhile(other => other != workflow).Any(other => other.Name.Equals(workflow.Name, StringComparison.OrdinalIgnoreCase)))
                problems.Add(WorkflowProblems.SameName(workflow.Name));
            else
                Add(source, workflow, made, problems);
        }

        return problems.Count == 0 ? new WorkflowFiles(source, made) : throw new ProblemException(problems);
    }

    /// <summary>The files that are missing, differ from what was made, or belong to a workflow that is no more, relative to the root.</summary>
    public IReadOnlyList<string> Stale() => [.. _made.Where(made => !IsCurrent(made.File, made.Text)).Select(made => made.File).Concat(Obsolete())];

    /// <summary>Writes what is missing or differs, and deletes what belongs to a workflow that is no more.</summary>
    /// <returns>The files that were changed, relative to the root.</returns>
    /// <exception cref="ProblemException">A file of that name was written by hand; then nothing is changed.</exception>
    public IReadOnlyList<string> Write()
    {
        CheckOwned();
        var changed = Stale();
        foreach (var (file, text) in _made.Where(made => changed.Contains(made.File, StringComparer.Ordinal)))
            AbsolutePath.Parse(PathIn(file)).WriteAllText(text);
        foreach (var file in Obsolete())
            File.Delete(PathIn(file));
        return changed;
    }

    /// <summary>Fails where a file is stale.</summary>
    /// <exception cref="ProblemException">One is, or was written by hand.</exception>
    public void Check()
    {
        CheckOwned();
        if (Stale() is { Count: > 0 } stale)
            throw new ProblemException(WorkflowProblems.Stale(stale));
    }

    /// <summary>What is wrong with the workflows of a folder, made or written by hand.</summary>
    /// <param name="rootFolder">The project's folder.</param>
    public static IReadOnlyList<Problem> Examine(string rootFolder) => !Directory.Exists(Path.Combine(rootFolder, Folder)) ? [] :
    [
        .. Directory.EnumerateFiles(Path.Combine(rootFolder, Folder)).Where(file => Path.GetExtension(file) is ".yml" or ".yaml").Order(StringComparer.Ordinal)
            .SelectMany(file => WorkflowCheck.Of($"{Folder}/{Path.GetFileName(file)}", File.ReadAllText(file))),
    ];

    internal static string PathOf(string name) => $"{Folder}/{name}.yml";

    private static void Add(WorkflowSource source, GitHubWorkflowAttribute workflow, List<(string File, string Text)> made, List<Problem> problems)
    {
        try
        {
            var text = new WorkflowText(source, workflow, source.Command ?? "./build.sh").Make();
            problems.AddRange(WorkflowCheck.Of(PathOf(workflow.Name), text));
            made.Add((PathOf(workflow.Name), text));
        }
        catch (ProblemException e)
        {
            problems.AddRange(e.Problems);
        }
    }

    private void CheckOwned()
    {
        var problems = _made.Where(made => File.Exists(PathIn(made.File)) && !IsMade(PathIn(made.File))).Select(made => WorkflowProblems.HandWritten(made.File)).ToList();
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    // Git may write lines as Windows ends them.
    private bool IsCurrent(string file, string text) => File.Exists(PathIn(file)) && File.ReadAllText(PathIn(file)).ReplaceLineEndings("\n") == text;

    private IEnumerable<string> Obsolete() => !Directory.Exists(PathIn(Folder)) ? [] :
        Directory.EnumerateFiles(PathIn(Folder), "*.yml").Where(IsMade).Select(file => $"{Folder}/{Path.GetFileName(file)}")
            .Where(file => !_made.Any(made => made.File.Equals(file, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal);

    private static bool IsMade(string file) => File.ReadLines(file).FirstOrDefault()?.StartsWith(WorkflowText.Mark, StringComparison.Ordinal) ?? false;

    private string PathIn(string file) => Path.Combine(_source.RootFolder, file);
}
