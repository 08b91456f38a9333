using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Containers;

/// <summary>JSON for programs that people can read too.</summary>
internal static class ReadableJson
{
    // The output is no HTML: quotes and letters stay as they are.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What <paramref name="write"/> writes, with an end of line.</summary>
    /// <param name="write">Writes one value.</param>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
