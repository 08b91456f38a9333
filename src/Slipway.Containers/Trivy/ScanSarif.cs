using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Slipway.Containers.Trivy;

/// <summary>What was found in a stack's images as one SARIF 2.1.0 log, which code hosts show beside the lines.</summary>
internal static class ScanSarif
{
    /// <summary>A log with one run (SARIF 2.1.0, sections 3.13 and 3.14).</summary>
    /// <param name="images">The images.</param>
    public static string Of(IReadOnlyList<ScannedImage> images)
    {
        var findings = images.SelectMany(image => image.Findings.Select(found => (Image: image.Name, found.Finding, found.Place))).ToList();
        var rules = findings.Select(found => found.Finding).DistinctBy(finding => finding.Id, StringComparer.Ordinal).OrderBy(finding => finding.Id, StringComparer.Ordinal).ToList();
        var places = rules.Select((rule, i) => (rule.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("version", "2.1.0");
            json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", "slipway-scan");
            json.WriteStartArray("rules");
            foreach (var rule in rules)
                WriteRule(json, rule);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var (image, finding, place) in findings)
                WriteResult(json, image, finding, place, places[finding.Id]);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>What stays the same when lines move and versions change: the finding, the package, the image (section 3.27.16).</summary>
    public static string FingerprintOf(string image, ScanFinding finding) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', image, finding.Kind, finding.Id, finding.Package, finding.Package.Length > 0 ? "" : Path.GetFileName(finding.Target)))))[..32];

    private static void WriteRule(Utf8JsonWriter json, ScanFinding rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        WriteText(json, "shortDescription", rule.Title.Length > 0 ? rule.Title : rule.Id);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        // Code hosts put results into classes by this number.
        json.WriteString("security-severity", rule.Severity switch { Severity.Critical => "9.5", Severity.High => "8.0", Severity.Medium => "5.5", Severity.Low => "2.0", _ => "0.0" });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, string image, ScanFinding finding, Place place, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        var package = finding.Package.Length > 0 ? $"{finding.Package} {finding.Installed}: " : "";
        var remedy = finding.Remedy.Length > 0 ? $". {char.ToUpperInvariant(finding.Remedy[0])}{finding.Remedy[1..]}." : "";
        WriteText(json, "message", string.Create(CultureInfo.InvariantCulture, $"Image '{image}': {package}{finding.Title}{remedy}"));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', place.File.Split('/', '\\').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, place.Line));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("slipwayFinding/v1", FingerprintOf(image, finding));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };
}
