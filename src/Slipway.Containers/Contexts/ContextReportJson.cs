using System.Text.Json;

namespace Slipway.Containers.Contexts;

/// <summary>Writes a report for programs.</summary>
internal static class ContextReportJson
{
    /// <summary><c>{context, ignoreFile, files, bytes, entries, leftOut, folders}</c>.</summary>
    public static string Of(ContextReport report) => ReadableJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("context", report.Folder);
        json.WriteString("ignoreFile", report.IgnoreFile);
        json.WriteNumber("files", report.Files);
        json.WriteNumber("bytes", report.Size.Bytes);
        Write(json, "entries", report.Entries);
        Write(json, "leftOut", report.LeftOut);
        json.WriteStartArray("folders");
        foreach (var folder in report.Folders)
        {
            json.WriteStartObject();
            json.WriteString("path", folder.Path);
            json.WriteNumber("files", folder.Files);
            json.WriteNumber("bytes", folder.Size.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<ContextReportEntry> entries)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("path", entry.Path);
            json.WriteString("kind", entry.Kind.ToString().ToLowerInvariant());
            json.WriteNumber("bytes", entry.Size);
            json.WriteString("pattern", entry.Rule?.Written);
            if (entry.Rule is not null)
                json.WriteNumber("line", entry.Rule.Place.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
