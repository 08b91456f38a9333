using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Completion;
using Slipway.Graphs;
using Slipway.Parameters;

namespace Slipway.Reporting;

/// <summary>Writes <c>.nuke/build.schema.json</c>, from which editors complete <c>parameters.json</c> and shells command lines.</summary>
internal static class SchemaWriter
{
    // The same on every system: the file is committed.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the schema unless the file says the same already.</summary>
    public static void WriteIfChanged(string path, Graph graph, IEnumerable<Parameter> parameters)
    {
        var schema = Of(graph, parameters);
        if (File.Exists(path) && File.ReadAllText(path) == schema)
            return;
        var temporary = path + ".new";
        File.WriteAllText(temporary, schema);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>A JSON Schema (draft-07) of the build's parameters and targets.</summary>
    public static string Of(Graph graph, IEnumerable<Parameter> parameters)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("type", "object");
            json.WriteBoolean("additionalProperties", false);
            json.WriteStartObject("properties");
            json.WriteStartObject("$schema");
            json.WriteString("type", "string");
            json.WriteEndObject();
            foreach (var parameter in parameters.Where(p => !p.IsSecret).OrderBy(p => p.Name, StringComparer.Ordinal))
                WriteParameter(json, parameter);
            json.WriteEndObject();
            json.WriteStartObject("definitions");
            json.WriteStartObject("target");
            WriteChoices(json, graph.Targets.Select(t => t.Name).Order(StringComparer.Ordinal));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return WithCompletion(Encoding.UTF8.GetString(buffer.ToArray()), CompletionEntries.OfTargets(graph), CompletionEntries.OfOptions(parameters));
    }

    // A writer of JSON would break the entries into lines.
    private static string WithCompletion(string schema, IEnumerable<string> targets, IEnumerable<string> options) =>
        $$"""
        {{schema[..^"\n}".Length]}},
          "x-slipway": {
            "targets": [
              {{string.Join(",\n      ", targets)}}
            ],
            "options": [
              {{string.Join(",\n      ", options)}}
            ]
          }
        }

        """;

    private static void WriteParameter(Utf8JsonWriter json, Parameter parameter)
    {
        json.WriteStartObject(parameter.Name);
        json.WriteString("description", parameter.Description);
        var type = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        if (type.IsArray)
        {
            json.WriteString("type", "array");
            json.WriteStartObject("items");
            WriteType(json, type.GetElementType()!);
            json.WriteEndObject();
        }
        else
        {
            WriteType(json, type);
        }

        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, Type type)
    {
        if (type.IsEnum)
            WriteChoices(json, ParameterConversion.Choices(type));
        else
            json.WriteString("type", type == typeof(bool) ? "boolean" : type == typeof(int) || type == typeof(long) ? "integer" : ParameterConversion.IsNumber(type) ? "number" : "string");
    }

    private static void WriteChoices(Utf8JsonWriter json, IEnumerable<string> choices)
    {
        json.WriteString("type", "string");
        json.WriteStartArray("enum");
        foreach (var choice in choices)
            json.WriteStringValue(choice);
        json.WriteEndArray();
    }
}
