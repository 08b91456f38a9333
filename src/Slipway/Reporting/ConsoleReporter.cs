using System.Text;
using Slipway.Execution;
using Slipway.Planning;

namespace Slipway.Reporting;

/// <summary>Prints a run line by line, and a table at its end.</summary>
/// <param name="output">Where to.</param>
/// <param name="verbosity">How much.</param>
/// <param name="colors">Whether to colour.</param>
/// <param name="mask">Hides secrets in the names of items too.</param>
/// <param name="details">What is said of failures.</param>
/// <param name="page">The page of the run's report, where it has one.</param>
/// <param name="isTerminal">Whether sequences that tools write would reach a terminal: only colours do then.</param>
internal sealed class ConsoleReporter(TextWriter output, Verbosity verbosity, bool colors, SecretMask mask, NodeDetails details, Func<string?> page, bool isTerminal) : IReporter
{
    private readonly Palette _palette = new(colors);

    // Lines of nodes that start and end wait for each other: to write each by itself takes longer than a short node.
    private readonly StringBuilder _lines = new();

    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.NodeStarted { Node: var node } when verbosity != Verbosity.Quiet:
                Line(_palette.Accent("start"), node, _palette.Faint(node.Reason));
                break;
            case RunEvent.NodeSaid { Level: OutputLevel.Warning } said:
                Line(_palette.Warning("warn "), said.Node, Clean(said.Line));
                Write();
                break;
            case RunEvent.NodeSaid said when Shows(said.Level):
                Line("     ", said.Node, said.Level == OutputLevel.Detail ? _palette.Faint(Clean(said.Line)) : Clean(said.Line));
                Write();
                break;
            case RunEvent.Paused:
                Write();
                break;
            case RunEvent.NodeEnded { Report: var report }:
                Ended(report);
                break;
            case RunEvent.RunEnded { Report: var report }:
                _lines.Append(CleanLines(mask.Apply(SummaryTable.Of(report, _palette, FailureList.Of(report, details, _palette)))));
                if (page() is { } file)
                    _lines.Append(mask.Apply($"report: {details.Relative(file)}")).AppendLine();
                Write();
                break;
        }
    }

    private string Clean(string line)
    {
        if (!isTerminal)
            return line;
        var clean = PlainText.Of(line, keepColors: colors);
        return clean.Contains('\e', StringComparison.Ordinal) ? clean + "\e[0m" : clean;
    }

    // Failures quote what programs wrote.
    private string CleanLines(string text) =>
        isTerminal ? string.Join('\n', text.Split('\n').Select(line => PlainText.Of(line.TrimEnd('\r'), keepColors: colors))) : text;

    private bool Shows(OutputLevel level) => verbosity switch
    {
        Verbosity.Quiet => false,
        Verbosity.Verbose => true,
        _ => level == OutputLevel.Progress,
    };

    private void Ended(NodeReport report)
    {
        switch (report.Outcome)
        {
            case Outcome.Failed:
                _lines.AppendLine()
                    .AppendLine(_palette.Error(CleanLines(report.Failure!)))
                    .AppendLine(mask.Apply($"  log: {details.Log(report.Node)}"))
                    .AppendLine();
                break;
            case Outcome.Done when report.Node.Target.Settings.Bodies.Count > 0 && verbosity != Verbosity.Quiet:
                Line(_palette.Good("done "), report.Node, Durations.Text(report.Duration));
                break;
        }
    }

    private void Line(string word, PlanNode node, string text) => _lines.AppendLine(mask.Apply($"{word} {node.Name}  {text}".TrimEnd()));

    private void Write()
    {
        if (_lines.Length == 0)
            return;
        output.Write(_lines.ToString());
        _lines.Clear();
    }
}
