using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Containers.Operating;

/// <summary>Writes lines of logs for people and for programs.</summary>
/// <param name="hasColors">Whether each service gets a colour.</param>
public sealed class LogText(bool hasColors)
{
    private static readonly string[] Colors = ["\e[36m", "\e[33m", "\e[32m", "\e[35m", "\e[34m", "\e[96m", "\e[93m", "\e[92m", "\e[95m", "\e[94m"];
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _colors = new(StringComparer.Ordinal);
    private int _width;

    /// <summary>The container's name, a bar, the line; names are padded to the longest that was seen.</summary>
    public string Of(StackLine line)
    {
        _width = Math.Max(_width, line.Container.Length);
        var name = line.Container.PadRight(_width);
        if (!hasColors)
            return $"{name} | {line.Line.Text}";
        if (!_colors.TryGetValue(line.Service, out var color))
            _colors[line.Service] = color = Colors[_colors.Count % Colors.Length];
        return $"{color}{name} |\e[0m {line.Line.Text}";
    }

    /// <summary>Makes room for names before the first line is shown.</summary>
    public void Widen(IEnumerable<string> names) => _width = Math.Max(_width, names.Select(name => name.Length).DefaultIfEmpty(0).Max());

    /// <summary>One JSON object.</summary>
    public static string Json(StackLine line)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", line.Line.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("service", line.Service);
            json.WriteString("container", line.Container);
            json.WriteString("stream", line.Line.IsError ? "stderr" : "stdout");
            json.WriteString("text", line.Line.Text);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
