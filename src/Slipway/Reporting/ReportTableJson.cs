using System.Text.Json;
using Slipway.Parameters;
using Slipway.Reports;

namespace Slipway.Reporting;

/// <summary>A table of a node's report for programs.</summary>
internal static class ReportTableJson
{
    /// <summary>Writes the members of a table into an object that was begun.</summary>
    public static void WriteTable(this Utf8JsonWriter json, ReportTable table)
    {
        json.WriteString("title", table.Title);
        if (table.Note is { } note)
            json.WriteString("note", note);
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("kind", Parameter.Kebab(column.Kind.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            json.WriteStartArray();
            foreach (var cell in row)
                json.WriteStringValue(cell);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
