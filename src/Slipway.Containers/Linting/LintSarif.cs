using System.Text.Json;

namespace Slipway.Containers.Linting;

/// <summary>Findings as SARIF 2.1.0, which code hosts show beside the lines.</summary>
public static class LintSarif
{
    /// <summary>A log with one run (SARIF 2.1.0, sections 3.13 and 3.14).</summary>
    /// <param name="findings">By file and line.</param>
    /// <param name="version">Slipway's version.</param>
    public static string Of(IReadOnlyList<LintFinding> findings, string version) => ReadableJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("version", "2.1.0");
        json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, version);
        // Places are relative to the folder that was examined (section 3.14.14).
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject("ROOT");
        json.WriteStartObject("description");
        json.WriteString("text", "The folder that was examined.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in findings)
            WriteResult(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter json, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "slipway");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (var rule in Linter.Rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", rule.Name);
            WriteText(json, "shortDescription", rule.Why);
            WriteText(json, "help", $"{rule.Fix}. See {rule.Page}.");
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, LintFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", Linter.Rules.TakeWhile(rule => rule.Id != finding.Rule.Id).Count());
        json.WriteString("level", Level(finding.Rule));
        WriteText(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', finding.Place.File.Split('/', '\\').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", "ROOT");
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, finding.Place.Line));
        if (finding.Place.Column > 0)
            json.WriteNumber("startColumn", finding.Place.Column);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(LintRule rule) => rule.Level.ToString().ToLowerInvariant();
}
