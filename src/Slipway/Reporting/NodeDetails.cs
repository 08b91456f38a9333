using Slipway.Planning;

namespace Slipway.Reporting;

/// <summary>What can be said of a node beyond its report.</summary>
/// <param name="logs">Where everything is that it said.</param>
/// <param name="last">What it said last.</param>
/// <param name="repetition">How to repeat it.</param>
/// <param name="rootFolder">What paths are shown relative to.</param>
internal sealed class NodeDetails(LogFiles logs, LastOutput last, Repetition repetition, string rootFolder)
{
    /// <summary>The full path of a node's log.</summary>
    public string LogFile(PlanNode node) => logs.PathOf(node);

    /// <summary>A node's log as it is shown.</summary>
    public string Log(PlanNode node) => Relative(logs.PathOf(node));

    /// <summary>A path as it is shown.</summary>
    public string Relative(string path) => Path.GetRelativePath(rootFolder, path).Replace('\\', '/');

    /// <summary>A node's last lines, oldest first.</summary>
    public IReadOnlyCollection<string> LastLines(PlanNode node) => last.Of(node);

    /// <summary>The command that repeats a node.</summary>
    public string Repeat(PlanNode node) => repetition.CommandFor(node);

    /// <summary>The environment variables that a repetition needs, by name.</summary>
    public IReadOnlyList<string> Secrets => repetition.Secrets;
}
