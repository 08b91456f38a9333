using System.Globalization;
using Slipway.Execution;
using Slipway.Planning;

namespace Slipway.Reporting.Page;

/// <summary>Writes the report of a run when it ends: <c>index.html</c>, <c>report.json</c>, <c>trace.json</c> and the logs, in a folder of its own.</summary>
/// <param name="folder">Holds the reports of the last runs.</param>
/// <param name="when">Which runs are worth a report.</param>
/// <param name="mask">Hides secrets.</param>
/// <param name="details">Logs, last lines, repetitions.</param>
/// <param name="time">Dates it.</param>
internal sealed class PageReporter(string folder, ReportWhen when, SecretMask mask, NodeDetails details, TimeProvider time) : IReporter
{
    private const int RunsKept = 10;

    // Logs that are larger stay where they are.
    private const long LargestLog = 8 * 1024 * 1024;

    private readonly RunRecording _recording = new(time);

    /// <summary>The page; <see langword="null"/> before the end, and for a run that has none.</summary>
    public string? Page { get; private set; }

    public void On(RunEvent happened)
    {
        _recording.On(happened);
        if (happened is RunEvent.RunEnded { Report: var report } && IsWanted(report))
            Page = Write(report);
    }

    // Of a run in which nothing happened there is nothing to look at.
    private bool IsWanted(RunReport report) => when switch
    {
        ReportWhen.Always => true,
        ReportWhen.Never => false,
        _ => report.Duration >= TimeSpan.FromSeconds(1) || SummaryTable.Word(report) != "Succeeded",
    };

    private string Write(RunReport report)
    {
        var target = NewFolder();
        var facts = new RunFacts
        {
            Started = _recording.Started,
            Plan = _recording.Plan!,
            Report = report,
            Nodes = _recording.Nodes,
            Tables = _recording.Tables,
            Surroundings = Surroundings.Of(_recording.Plan!),
            LogOf = CopyLogs(target),
            Details = details,
        };
        CriticalPath.Mark(facts.Nodes);
        var page = Path.Combine(target, "index.html");
        File.WriteAllText(page, HtmlPage.Of(facts, mask));
        File.WriteAllText(Path.Combine(target, "report.json"), ReportJson.Of(facts, mask));
        File.WriteAllText(Path.Combine(target, "trace.json"), TraceJson.Of(facts, mask));
        ForgetOld(Path.GetFileName(target));
        return page;
    }

    private string NewFolder()
    {
        var name = _recording.Started.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var target = Path.Combine(folder, name);
        for (var i = 2; Directory.Exists(target); i++)
            target = Path.Combine(folder, $"{name}-{i}");
        Directory.CreateDirectory(target);
        return target;
    }

    // The next run takes the folder of logs for itself.
    private Func<PlanNode, string?> CopyLogs(string target)
    {
        var logs = new Dictionary<PlanNode, string>();
        foreach (var node in _recording.Plan!.Nodes)
        {
            var log = new FileInfo(details.LogFile(node));
            if (!log.Exists || log.Length > LargestLog)
                continue;
            Directory.CreateDirectory(Path.Combine(target, "logs"));
            log.CopyTo(Path.Combine(target, "logs", log.Name));
            logs[node] = "logs/" + Uri.EscapeDataString(log.Name);
        }

        return node => logs.GetValueOrDefault(node);
    }

    private void ForgetOld(string current)
    {
        var old = Directory.GetDirectories(folder).Where(path => Path.GetFileName(path) is var name && name != current && name.Length >= 15 && name[8] == '-' && char.IsAsciiDigit(name[0]))
            .OrderByDescending(path => Path.GetFileName(path), StringComparer.Ordinal).Skip(RunsKept - 1);
        foreach (var path in old)
            Directory.Delete(path, recursive: true);
    }
}
