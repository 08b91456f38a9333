using System.Text;
using System.Text.Json;
using Slipway.Parameters;
using Slipway.Planning;

namespace Slipway.Reporting;

/// <summary>A plan for programs.</summary>
internal static class PlanJson
{
    public static string Of(Plan plan)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteNames(json, "requested", plan.Requested);
            json.WriteString("mode", Parameter.Kebab(plan.Mode.ToString()));
            json.WriteNumber("memoryBudget", plan.MemoryBudget.Bytes);
            json.WriteStartArray("nodes");
            foreach (var node in plan.Nodes)
                WriteNode(json, node);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteNode(Utf8JsonWriter json, PlanNode node)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteString("target", node.Target.Name);
        if (node.Item is not null)
            json.WriteString("item", node.Item.ToString());
        json.WriteNumber("wave", node.Wave);
        json.WriteString("decision", Parameter.Kebab(node.Decision.ToString()));
        json.WriteString("reason", node.Reason);
        json.WriteNumber("memory", node.Memory.Bytes);
        WriteNames(json, "needs", node.Needs.Distinct().Select(need => need.Name));
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IEnumerable<string> names)
    {
        json.WriteStartArray(property);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
