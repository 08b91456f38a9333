using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Containers.Watching;

/// <summary>Writes alerts for people and for programs.</summary>
public static class AlertText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line.</summary>
    /// <param name="alert">The alert.</param>
    public static string Of(Alert alert) => alert.Service.Length == 0 ? alert.Text : $"{alert.Service} {alert.Text}";

    /// <summary>One JSON object.</summary>
    /// <param name="alert">The alert.</param>
    public static string Json(Alert alert)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", alert.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("kind", KindOf(alert.Kind));
            json.WriteString("service", alert.Service);
            json.WriteString("container", alert.Container);
            json.WriteString("text", alert.Text);
            json.WriteBoolean("over", alert.IsOver);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string KindOf(AlertKind kind) => kind switch
    {
        AlertKind.OutOfMemory => "out-of-memory",
        AlertKind.RestartLoop => "restart-loop",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
