using Slipway.Execution;
using Slipway.Parameters;
using Slipway.Planning;

namespace Slipway.Reporting.Traces;

/// <summary>Makes a span of the run and one of each node, and sends them when the run is over.</summary>
/// <param name="settings">Where to.</param>
/// <param name="mask">Hides secrets in the names of items.</param>
/// <param name="time">Dates the spans.</param>
internal sealed class TraceReporter(TraceSettings settings, SecretMask mask, TimeProvider time) : IReporter
{
    private readonly byte[] _run = TraceSettings.RandomBytes(8);
    private readonly Dictionary<PlanNode, DateTimeOffset> _started = [];
    private readonly List<TraceSpan> _spans = [];
    private DateTimeOffset _runStarted;
    private Plan? _plan;

    public void On(RunEvent happened)
    {
        var now = time.GetUtcNow();
        switch (happened)
        {
            case RunEvent.RunStarted { Plan: var plan }:
                (_plan, _runStarted) = (plan, now);
                break;
            case RunEvent.NodeStarted { Node: var node }:
                _started[node] = now;
                break;
            case RunEvent.NodeEnded { Report: var report }:
                _spans.Add(SpanOf(report, now));
                break;
            case RunEvent.RunEnded { Report: var report }:
                _spans.Add(SpanOf(report, now));
                break;
        }
    }

    /// <summary>Sends the spans.</summary>
    /// <returns>A warning when they were not taken.</returns>
    public async Task<string?> SendAsync() =>
        await TraceSender.SendAsync(settings, _spans, time) is { } why ? mask.Apply(ReportingProblems.TracesNotSent(settings.Endpoint.GetLeftPart(UriPartial.Path), why)) : null;

    private TraceSpan SpanOf(NodeReport report, DateTimeOffset now)
    {
        var node = report.Node;
        var attributes = new List<(string, object)> { ("slipway.target", node.Target.Name) };
        if (node.Item is { } item)
            attributes.Add(("slipway.item", mask.Apply(item.ToString()!)));
        attributes.Add(("slipway.outcome", Parameter.Kebab(report.Outcome.ToString())));
        if (report.Why.Length > 0)
            attributes.Add(("slipway.reason", report.Why));
        if (node.Memory.Bytes > 0)
            attributes.Add(("slipway.memory", node.Memory.Bytes));
        return new TraceSpan(TraceSettings.RandomBytes(8), _run, mask.Apply(node.Name), _started.GetValueOrDefault(node, now), now)
        {
            Attributes = attributes,
            Error = report.Outcome is Outcome.Failed or Outcome.Interrupted ? report.Why : null,
            Problems = report.Problems,
        };
    }

    private TraceSpan SpanOf(RunReport report, DateTimeOffset now)
    {
        var requested = mask.Apply(string.Join(' ', _plan!.Requested));
        return new TraceSpan(_run, settings.ParentId, $"slipway {requested}", _runStarted, now)
        {
            Attributes =
            [
                ("slipway.requested", requested),
                ("slipway.mode", Parameter.Kebab(_plan.Limits.Mode.ToString())),
                ("slipway.outcome", Parameter.Kebab(SummaryTable.Word(report))),
                ("slipway.exit_code", (long)report.ExitCode),
            ],
            Error = SummaryTable.Word(report) == "Succeeded" ? null : SummaryTable.Verdict(report),
        };
    }
}
