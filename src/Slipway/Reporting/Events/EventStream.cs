using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Execution;
using Slipway.Parameters;
using Slipway.Planning;

namespace Slipway.Reporting.Events;

/// <summary>Writes a run as JSON lines, each as it happens.</summary>
/// <param name="output">Where to.</param>
/// <param name="mask">Hides secrets in texts that events do not mask: names and reasons of the plan.</param>
/// <param name="time">Dates the events.</param>
/// <param name="logOf">A node's log as it is shown.</param>
internal sealed class EventStream(TextWriter output, SecretMask mask, TimeProvider time, Func<PlanNode, string> logOf) : IReporter
{
    /// <summary>Raised when a field changes its meaning or goes; new fields and new events do not raise it.</summary>
    public const int Version = 1;

    // Where the output cannot show all characters, JSON can say each of them in ASCII.
    private readonly JsonWriterOptions _options = new() { Encoder = Signs.Of(output.Encoding).ShowAll ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default };

    public void On(RunEvent happened)
    {
        // Nothing is kept back here.
        if (happened is RunEvent.Paused)
            return;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("time", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            Write(json, happened);
            json.WriteEndObject();
        }

        // Whoever reads along sees each event when it happens.
        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n");
        output.Flush();
    }

    private void Write(Utf8JsonWriter json, RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted { Plan: var plan }:
                json.WriteString("event", "run-started");
                WritePlan(json, plan);
                break;
            case RunEvent.NodeStarted { Node: var node }:
                json.WriteString("event", "node-started");
                WriteNode(json, node);
                json.WriteString("reason", mask.Apply(node.Reason));
                break;
            case RunEvent.NodeSaid said:
                json.WriteString("event", "node-said");
                json.WriteString("node", mask.Apply(said.Node.Name));
                json.WriteString("level", Parameter.Kebab(said.Level.ToString()));
                json.WriteString("line", said.Line);
                break;
            case RunEvent.NodeReported { Table: var table } reported:
                json.WriteString("event", "node-reported");
                json.WriteString("node", mask.Apply(reported.Node.Name));
                json.WriteTable(table);
                break;
            case RunEvent.NodeEnded { Report: var report }:
                json.WriteString("event", "node-ended");
                WriteReport(json, report);
                break;
            case RunEvent.RunEnded { Report: var report }:
                json.WriteString("event", "run-ended");
                json.WriteString("outcome", Parameter.Kebab(SummaryTable.Word(report)));
                json.WriteNumber("exitCode", report.ExitCode);
                WriteDuration(json, report.Duration);
                foreach (var outcome in Enum.GetValues<Outcome>())
                    json.WriteNumber(Camel(outcome.ToString()), SummaryTable.Rows(report).Count(node => node.Outcome == outcome));
                break;
            default:
                json.WriteString("event", Parameter.Kebab(happened.GetType().Name));
                break;
        }
    }

    private void WritePlan(Utf8JsonWriter json, Plan plan)
    {
        WriteTexts(json, "requested", plan.Requested);
        json.WriteString("mode", Parameter.Kebab(plan.Limits.Mode.ToString()));
        if (plan.MemoryOrigin is not null)
            json.WriteNumber("memoryBudget", plan.Limits.Memory.Bytes);
        json.WriteStartArray("nodes");
        foreach (var node in plan.Nodes)
        {
            json.WriteStartObject();
            WriteNode(json, node);
            json.WriteString("decision", Parameter.Kebab(node.Decision.ToString()));
            json.WriteString("reason", mask.Apply(node.Reason));
            json.WriteNumber("memory", node.Memory.Bytes);
            WriteTexts(json, "needs", node.Needs.SelectMany(need => need.IsJoin ? need.Needs : [need]).Distinct().Select(need => need.Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteNode(Utf8JsonWriter json, PlanNode node)
    {
        json.WriteString("node", mask.Apply(node.Name));
        json.WriteString("target", node.Target.Name);
        if (node.Item is { } item)
            json.WriteString("item", mask.Apply(item.ToString()!));
    }

    private void WriteReport(Utf8JsonWriter json, NodeReport report)
    {
        WriteNode(json, report.Node);
        json.WriteString("outcome", Parameter.Kebab(report.Outcome.ToString()));
        json.WriteString("why", report.Why);
        WriteDuration(json, report.Duration);
        if (report.Outcome != Outcome.Failed)
            return;
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteString("log", mask.Apply(logOf(report.Node)));
        json.WriteStartArray("problems");
        foreach (var problem in report.Problems)
        {
            json.WriteStartObject();
            json.WriteString("code", problem.Code);
            json.WriteString("what", problem.What);
            WriteTexts(json, "facts", problem.Facts ?? []);
            if (problem.Try is { } hint)
                json.WriteString("try", hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteTexts(Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
            json.WriteStringValue(mask.Apply(text));
        json.WriteEndArray();
    }

    private static void WriteDuration(Utf8JsonWriter json, TimeSpan duration) => json.WriteNumber("durationMs", (long)duration.TotalMilliseconds);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
