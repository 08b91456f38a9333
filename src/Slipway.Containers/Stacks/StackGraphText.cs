using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Slipway.Containers.Stacks;

/// <summary>Writes a stack's graph.</summary>
internal static class StackGraphText
{
    /// <summary>The graph for programs.</summary>
    public static string Json(StackGraph graph) => ReadableJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("nodes");
        foreach (var node in graph.Nodes)
            Write(json, ("id", node.Id), ("kind", node.Kind.ToString().ToLowerInvariant()), ("name", node.Name));
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in graph.Edges)
            Write(json, ("from", edge.From), ("to", edge.To), ("kind", edge.Kind));
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The graph as a flow chart.</summary>
    public static string Mermaid(StackGraph graph)
    {
        var text = new StringBuilder("graph LR\n");
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            var number = numbers[node.Id] = $"n{numbers.Count.ToString(CultureInfo.InvariantCulture)}";
            var (open, close) = node.Kind switch
            {
                StackNodeKind.Service => ("([", "])"),
                StackNodeKind.Image => ("[", "]"),
                StackNodeKind.Stage => ("(", ")"),
                _ => ("[/", "/]"),
            };
            text.Append("  ").Append(number).Append(open).Append('"').Append(node.Name.Replace("\"", "#quot;", StringComparison.Ordinal)).Append('"').Append(close).Append('\n');
        }

        foreach (var edge in graph.Edges.Where(edge => numbers.ContainsKey(edge.From)))
            text.Append("  ").Append(numbers[edge.From]).Append(" -- ").Append(edge.Kind).Append(" --> ").Append(numbers[edge.To]).Append('\n');
        return text.ToString();
    }

    private static void Write(Utf8JsonWriter json, params (string Name, string Value)[] values)
    {
        json.WriteStartObject();
        foreach (var (name, value) in values)
            json.WriteString(name, value);
        json.WriteEndObject();
    }
}
