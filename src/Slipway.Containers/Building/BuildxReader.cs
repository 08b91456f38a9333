using System.Text;
using System.Text.Json;
using Slipway.BuildKit;

namespace Slipway.Containers.Building;

/// <summary>Reads what <c>docker buildx --progress rawjson</c> writes, a status a line; of older ones' text it takes the lines.</summary>
internal sealed class BuildxReader(Action<BuildProgress>? progress)
{
    private readonly BuildKitReader _reader = new(progress);
    private readonly Queue<string> _last = new();

    public int Steps => _reader.Steps;

    public int CachedSteps => _reader.CachedSteps;

    public BuildFailure Fail(string message)
    {
        var failure = _reader.Fail(message);
        return failure.LastLines.Count > 0 ? failure : failure with { LastLines = [.. _last] };
    }

    public void Read(string line)
    {
        if (line.StartsWith('{') && TryParse(line) is { } status)
        {
            _reader.Read(status);
            return;
        }

        // '#7 0.123 what the step wrote'
        if (!line.StartsWith('#') || line.Split(' ', 3) is not [_, _, var text])
            return;
        _last.Enqueue(text);
        if (_last.Count > StepLog.Remembered)
            _last.Dequeue();
        progress?.Invoke(new BuildProgress(BuildProgressKind.Output, new BuildStep("")) { Line = text });
    }

    private static SolveStatus? TryParse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return new SolveStatus
            {
                Vertices = [.. Items(json.RootElement, "vertexes").Select(ReadVertex)],
                Logs = [.. Items(json.RootElement, "logs").Select(ReadLog)],
                Warnings = [.. Items(json.RootElement, "warnings").Select(ReadWarning)],
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static List<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        element.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var value) ? value : null;

    private static byte[] Data(JsonElement element, string name) =>
        element.TryGetProperty(name, out var data) && data.ValueKind == JsonValueKind.String ? data.GetBytesFromBase64() : [];

    private static Vertex ReadVertex(JsonElement vertex) => new(Text(vertex, "digest"), Text(vertex, "name"))
    {
        Cached = vertex.TryGetProperty("cached", out var cached) && cached.ValueKind == JsonValueKind.True,
        Started = Time(vertex, "started"),
        Completed = Time(vertex, "completed"),
        Error = Text(vertex, "error") is { Length: > 0 } error ? error : null,
    };

    private static VertexLog ReadLog(JsonElement log) => new(
        Text(log, "vertex"),
        Time(log, "timestamp") ?? default,
        log.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.Number && stream.GetInt32() == 2,
        Data(log, "data"));

    private static VertexWarning ReadWarning(JsonElement warning) => new(
        Text(warning, "vertex"),
        warning.TryGetProperty("level", out var level) && level.ValueKind == JsonValueKind.Number ? level.GetInt64() : 1,
        Encoding.UTF8.GetString(Data(warning, "short")),
        [.. Items(warning, "detail").Select(detail => Encoding.UTF8.GetString(detail.GetBytesFromBase64()))],
        Uri.TryCreate(Text(warning, "url"), UriKind.Absolute, out var url) ? url : null);
}
