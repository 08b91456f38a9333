using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Tool.Commands;

/// <summary>Writes JSON that people can read too.</summary>
internal static class JsonText
{
    // The output is no HTML: quotes and letters stay as they are.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    public static void Texts(this Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
