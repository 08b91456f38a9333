using Slipway.Execution;
using Slipway.Planning;

namespace Slipway.Reporting.GitHub;

/// <summary>Prints a run for GitHub Actions: each node's output in a group of its own, failures open and annotated.</summary>
/// <remarks>Nodes run side by side, and groups cannot overlap: a node's output is printed when the node ends.</remarks>
/// <param name="output">Where to.</param>
/// <param name="verbosity">How much.</param>
/// <param name="mask">Hides secrets in the names of items too.</param>
/// <param name="details">Where a node's output is, and what helps with failures.</param>
/// <param name="rootFolder">What places are relative to.</param>
internal sealed class GitHubReporter(GitHubOutput output, Verbosity verbosity, SecretMask mask, NodeDetails details, string rootFolder) : IReporter
{
    private readonly Palette _palette = new(isOn: false);

    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.NodeStarted { Node: var node } when verbosity != Verbosity.Quiet:
                Line($"start {node.Name}  {node.Reason}");
                break;
            case RunEvent.NodeSaid { Level: OutputLevel.Warning } said:
                output.Command(WorkflowCommand.Of("warning", said.Line, ("title", mask.Apply(said.Node.Name))));
                break;
            case RunEvent.NodeEnded { Report: { Outcome: Outcome.Failed } failed }:
                Line($"FAILED {failed.Node.Name}  {Durations.Text(failed.Duration)}");
                PrintOutput(failed.Node);
                foreach (var command in failed.Problems.SelectMany(problem => Annotation.Of(problem, rootFolder)))
                    output.Command(command);
                break;
            case RunEvent.NodeEnded { Report: { Outcome: Outcome.Done or Outcome.Interrupted } ended } when verbosity != Verbosity.Quiet && ended.Node.Target.Settings.Bodies.Count > 0:
                PrintGroup(ended);
                break;
            case RunEvent.RunEnded { Report: var report }:
                Line(SummaryTable.Of(report, _palette, FailureList.Of(report, details, _palette)).TrimEnd());
                output.Command(WorkflowCommand.Of("notice", mask.Apply(SummaryTable.Verdict(report)), ("title", "Slipway")));
                break;
        }
    }

    private void PrintGroup(NodeReport ended)
    {
        var title = mask.Apply($"{SummaryTable.Name(ended.Outcome)} {ended.Node.Name}  {Durations.Text(ended.Duration)}");
        if (!File.Exists(details.LogFile(ended.Node)))
        {
            Line(title);
            return;
        }

        output.Command(WorkflowCommand.Of("group", title));
        PrintOutput(ended.Node);
        output.Command("::endgroup::");
    }

    private void PrintOutput(PlanNode node)
    {
        var log = details.LogFile(node);
        if (File.Exists(log))
            output.Text(File.ReadLines(log));
    }

    private void Line(string text) => output.Text(mask.Apply(text));
}
