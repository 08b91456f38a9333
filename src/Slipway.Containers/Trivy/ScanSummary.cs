using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Slipway.Containers.Trivy;

/// <summary>What was found in a stack's images, for programs and for people.</summary>
internal static class ScanSummary
{
    private const string Style = """
        :root { color-scheme: light dark; } body { font: 14px system-ui, sans-serif; margin: 20px; } table { border-collapse: collapse; margin: 8px 0 24px; }
        th, td { text-align: left; padding: 3px 12px 3px 0; vertical-align: top; border-bottom: 1px solid #8884; } code { font-size: 13px; }
        .critical, .high { color: #c62828; font-weight: 600; } .medium { color: #b26a00; } .accepted { opacity: .7; }
        """;

    /// <summary>The counts, the findings and what is accepted, as JSON.</summary>
    public static string Json(string stack, IReadOnlyList<ScannedImage> images)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("stack", stack);
            json.WriteStartArray("images");
            foreach (var image in images)
                Write(json, image);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>The same as a page.</summary>
    public static string Html(string stack, IReadOnlyList<ScannedImage> images)
    {
        var text = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Scan</title>\n<style>\n").Append(Style).Append("\n</style>\n");
        text.Append(CultureInfo.InvariantCulture, $"<h1>What scans found in {Encoded(stack)}</h1>\n");
        foreach (var image in images)
        {
            text.Append(CultureInfo.InvariantCulture, $"<h2>{Encoded(image.Name)}</h2>\n<p><code>{Encoded(image.ImageId)}</code>, {Encoded(image.Database)}</p>\n");
            if (image.Findings.Count + image.Accepted.Count == 0)
            {
                text.Append("<p>No findings.</p>\n");
                continue;
            }

            text.Append("<table><tr><th>Severity</th><th>Finding</th><th>Package</th><th>Installed</th><th>Mended in</th><th>What</th><th>From</th></tr>\n");
            foreach (var (finding, place) in image.Findings)
                Row(text, finding, place.ToString(), "");
            foreach (var (finding, exception) in image.Accepted)
                Row(text, finding, $"accepted{(exception.Until is { } until ? string.Create(CultureInfo.InvariantCulture, $" until {until:yyyy-MM-dd}") : "")}: {exception.Place}", "accepted");
            text.Append("</table>\n");
        }

        return text.Append("</html>\n").ToString();
    }

    private static void Write(Utf8JsonWriter json, ScannedImage image)
    {
        json.WriteStartObject();
        json.WriteString("image", image.Name);
        json.WriteString("imageId", image.ImageId);
        json.WriteString("report", image.Report);
        json.WriteString("database", image.Database);
        json.WriteStartObject("counts");
        foreach (var severity in Enum.GetValues<Severity>().Reverse())
            json.WriteNumber(severity.ToString().ToLowerInvariant(), image.Findings.Count(found => found.Finding.Severity == severity));
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var (finding, place) in image.Findings)
        {
            WriteFinding(json, finding, image.Name);
            json.WriteString("place", place.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("accepted");
        foreach (var (finding, exception) in image.Accepted)
        {
            WriteFinding(json, finding, image.Name);
            json.WriteString("by", exception.Place.ToString());
            if (exception.Until is { } until)
                json.WriteString("until", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, ScanFinding finding, string image)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("kind", finding.Kind.ToString().ToLowerInvariant());
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("title", finding.Title);
        json.WriteString("package", finding.Package);
        json.WriteString("installed", finding.Installed);
        json.WriteString("fixed", finding.Fixed);
        json.WriteString("fingerprint", ScanSarif.FingerprintOf(image, finding));
    }

    private static void Row(StringBuilder text, ScanFinding finding, string from, string kind)
    {
        var severity = finding.Severity.ToString().ToLowerInvariant();
        text.Append(CultureInfo.InvariantCulture, $"<tr class=\"{kind}\"><td class=\"{severity}\">{severity}</td>");
        foreach (var cell in (string[])[finding.Id, finding.Package, finding.Installed, finding.Fixed, finding.Title, from])
            text.Append(CultureInfo.InvariantCulture, $"<td>{Encoded(cell)}</td>");
        text.Append("</tr>\n");
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
