using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Graphs;
using Slipway.Parameters;

namespace Slipway.Completion;

/// <summary>What shells complete, as the schema holds it: an object a line, which a shell reads without a JSON parser.</summary>
internal static class CompletionEntries
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> OfTargets(Graph graph) =>
        graph.Targets.Where(target => !target.Settings.IsUnlisted).Select(target => Line(json =>
        {
            json.WriteString("target", target.Name);
            Write(json, "aliases", target.Settings.AliasNames);
            json.WriteString("description", target.Settings.DescriptionText ?? "");
        }));

    public static IEnumerable<string> OfOptions(IEnumerable<Parameter> parameters) =>
        parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(Line).Concat(EngineOptions.All.Select(Line));

    private static string Line(Parameter parameter) => Line(json =>
    {
        json.WriteString("option", parameter.IsSecret ? parameter.FileOption : parameter.Option);
        json.WriteString("takes", Takes(parameter));
        if (parameter.ValueType.IsEnum)
            Write(json, "values", [.. ParameterConversion.Choices(parameter.ValueType)]);
        if (parameter.IsList && !parameter.IsSecret)
            json.WriteBoolean("list", true);
        if (parameter.IsSecret)
            json.WriteBoolean("secret", true);
        if (parameter.IsFlag)
            json.WriteString("negation", "no-" + parameter.Option);
        json.WriteString("description", parameter.Description);
    });

    private static string Line(EngineOption option) => Line(json =>
    {
        json.WriteString("option", option.Name);
        json.WriteString("takes", option.IsSwitch ? "nothing" : option.Choices is null ? Name(option.Kind) : "choice");
        Write(json, "values", option.Choices ?? []);
        if (option.IsList)
            json.WriteBoolean("list", true);
        if (option.WithoutValue is not null)
            json.WriteBoolean("optional", true);
        json.WriteString("description", option.Description);
    });

    private static string Takes(Parameter parameter) =>
        parameter.IsSecret ? Name(ValueKind.Path)
        : parameter.IsFlag ? "nothing"
        : parameter.ValueType.IsEnum ? "choice"
        : parameter.ValueType == typeof(DirectoryInfo) ? Name(ValueKind.Folder)
        : PathConversion.IsPath(parameter.ValueType) ? Name(ValueKind.Path)
        : Name(ValueKind.Text);

    private static string Name(ValueKind kind) => kind.ToString().ToLowerInvariant();

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Line(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, OneLine))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
