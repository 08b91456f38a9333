using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Execution;
using Slipway.Parameters;

namespace Slipway.Reporting.Page;

/// <summary>The report of a run for programs: everything that the page shows, uncut.</summary>
internal static class ReportJson
{
    /// <summary>Raised when a field changes its meaning or goes.</summary>
    public const int Version = 1;

    /// <summary>The report, masked.</summary>
    public static string Of(RunFacts facts, SecretMask mask)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("started", facts.Started.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("outcome", Parameter.Kebab(SummaryTable.Word(facts.Report)));
            json.WriteNumber("exitCode", facts.Report.ExitCode);
            json.WriteNumber("durationMs", (long)facts.Report.Duration.TotalMilliseconds);
            json.WriteStartArray("requested");
            foreach (var name in facts.Plan.Requested)
                json.WriteStringValue(mask.Apply(name));
            json.WriteEndArray();
            json.WriteStartArray("nodes");
            foreach (var node in facts.Nodes)
                Write(json, node, facts, mask);
            json.WriteEndArray();
            json.WriteStartArray("tables");
            foreach (var table in facts.Tables)
            {
                json.WriteStartObject();
                json.WriteTable(table);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("surroundings");
            foreach (var (name, value) in facts.Surroundings)
                json.WriteString(name, mask.Apply(value));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, TimedNode node, RunFacts facts, SecretMask mask)
    {
        json.WriteStartObject();
        json.WriteString("node", mask.Apply(node.Node.Name));
        json.WriteString("target", node.Node.Target.Name);
        json.WriteString("outcome", Parameter.Kebab(node.Report!.Outcome.ToString()));
        json.WriteString("why", node.Report.Why);
        if (node.Start is { } start)
        {
            json.WriteNumber("startMs", (long)start.TotalMilliseconds);
            json.WriteNumber("durationMs", (long)node.Length.TotalMilliseconds);
        }

        if (node.IsCritical)
            json.WriteBoolean("critical", true);
        if (node.Report.Failure is { } failure)
            json.WriteString("failure", failure);
        if (facts.LogOf(node.Node) is { } log)
            json.WriteString("log", mask.Apply(log));
        json.WriteEndObject();
    }
}
