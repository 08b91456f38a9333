using System.Text;
using System.Text.Json;
using Slipway.Execution;
using Slipway.Files;
using Slipway.Parameters;
using Slipway.Planning;
using Slipway.Scheduling;

namespace Slipway.Reporting;

/// <summary>A plan for programs.</summary>
internal static class PlanJson
{
    /// <summary>The plan as JSON. Texts are masked one by one: JSON would write a secret with escapes that hide it from the mask.</summary>
    public static string Of(Plan plan, SecretMask mask)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteNames(json, "requested", plan.Requested, mask);
            json.WriteString("mode", Parameter.Kebab(plan.Limits.Mode.ToString()));
            if (plan.MemoryOrigin is { } origin)
            {
                json.WriteNumber("memoryBudget", plan.Limits.Memory.Bytes);
                json.WriteString("memoryOrigin", origin);
            }

            if (plan.Limits.Concurrency > 0)
                json.WriteNumber("concurrency", plan.Limits.Concurrency);
            var forecast = plan.IsLearned ? new Forecast(plan.Steps, plan.Precedence, plan.Limits) : null;
            if (forecast is not null)
                json.WriteNumber("expectedSeconds", Seconds(forecast.Run()));
            json.WriteStartArray("nodes");
            foreach (var node in plan.Nodes)
                WriteNode(json, node, forecast, mask);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteNode(Utf8JsonWriter json, PlanNode node, Forecast? forecast, SecretMask mask)
    {
        json.WriteStartObject();
        json.WriteString("name", mask.Apply(node.Name));
        json.WriteString("target", node.Target.Name);
        if (node.Item is not null)
            json.WriteString("item", mask.Apply(node.Item.ToString()!));
        json.WriteNumber("wave", node.Wave);
        json.WriteString("decision", Parameter.Kebab(node.Decision.ToString()));
        json.WriteString("reason", mask.Apply(node.Reason));
        json.WriteNumber("memory", node.Memory.Bytes);
        if (forecast is not null && node.TakesTime)
        {
            json.WriteNumber("expectedStart", Seconds(forecast.StartOf(node)));
            json.WriteNumber("expectedSeconds", Seconds(node.ExpectedTicks));
        }

        WriteNames(json, "needs", node.Needs.SelectMany(need => need.IsJoin ? need.Needs : [need]).Distinct().Select(need => need.Name), mask);
        WriteFiles(json, node.Target.Settings.Files, mask);
        json.WriteEndObject();
    }

    private static double Seconds(long ticks) => Math.Round(new TimeSpan(ticks).TotalSeconds, 3);

    private static void WriteFiles(Utf8JsonWriter json, TargetFiles? files, SecretMask mask)
    {
        if (files is { Artifacts.Count: > 0 })
            WriteNames(json, "produces", files.Artifacts, mask);
        if (files is not { Consumed.Count: > 0 })
            return;
        json.WriteStartArray("consumes");
        foreach (var consumed in files.Consumed)
        {
            json.WriteStartObject();
            json.WriteString("target", consumed.Target!.Name);
            WriteNames(json, "patterns", consumed.Patterns, mask);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IEnumerable<string> names, SecretMask mask)
    {
        json.WriteStartArray(property);
        foreach (var name in names)
            json.WriteStringValue(mask.Apply(name));
        json.WriteEndArray();
    }
}
