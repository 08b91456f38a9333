using System.Text.Json;
using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Control;

/// <summary>Reads what BuildKit sends along with an error: a google.rpc.Status with details in JSON, or in protobuf by newer builders.</summary>
internal sealed class ErrorDetails
{
    private readonly List<SourceLines> _sources = [];
    private string? _vertex;
    private int? _exitCode;

    public static SolveException Read(GrpcException error)
    {
        var details = new ErrorDetails();
        try
        {
            if (error.Details is { } status)
                details.ReadStatus(status);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // The message says what went wrong; only where is not known then.
        }

        return new SolveException(error.Message, error) { Sources = details._sources, Vertex = details._vertex, ExitCode = details._exitCode };
    }

    private void ReadStatus(ReadOnlySpan<byte> status)
    {
        var reader = new MessageReader(status);
        while (reader.Next())
        {
            if (reader.Field == 3)
                ReadAny(reader.Message);
        }
    }

    private void ReadAny(MessageReader any)
    {
        var type = "";
        byte[] value = [];
        while (any.Next())
        {
            if (any.Field == 1)
                type = any.Text[(any.Text.LastIndexOf('/') + 1)..];
            else if (any.Field == 2)
                value = any.Bytes.ToArray();
        }

        switch (type)
        {
            case "errdefs.Source+json": ReadSourceJson(value); break;
            case "errdefs.Source": ReadSource(value); break;
            case "errdefs.Vertex+json": _vertex ??= Json(value, "digest") is { ValueKind: JsonValueKind.String } digest ? digest.GetString() : null; break;
            case "errdefs.Vertex": _vertex ??= ReadText(value); break;
            case "gatewayapi.ExitMessage+json" or "moby.buildkit.v1.frontend.ExitMessage+json":
                _exitCode ??= Json(value, "Code") is { ValueKind: JsonValueKind.Number } code ? code.GetInt32() : null;
                break;
            case "moby.buildkit.v1.frontend.ExitMessage": _exitCode ??= ReadNumber(value); break;
        }
    }

    private void ReadSourceJson(byte[] value)
    {
        using var json = JsonDocument.Parse(value);
        var file = json.RootElement.TryGetProperty("info", out var info) && info.TryGetProperty("filename", out var name) ? name.GetString() ?? "" : "";
        if (!json.RootElement.TryGetProperty("ranges", out var ranges) || ranges.ValueKind != JsonValueKind.Array)
            return;
        foreach (var range in ranges.EnumerateArray())
            _sources.Add(new SourceLines(file, Line(range, "start"), Line(range, "end")));

        static int Line(JsonElement range, string end) => range.TryGetProperty(end, out var position) && position.TryGetProperty("line", out var line) ? line.GetInt32() : 0;
    }

    private void ReadSource(ReadOnlySpan<byte> value)
    {
        var file = "";
        var reader = new MessageReader(value);
        while (reader.Next())
        {
            if (reader.Field == 1)
                file = ReadText(reader.Bytes);
            else if (reader.Field == 2)
                _sources.Add(ReadRange(file, reader.Message));
        }
    }

    private static SourceLines ReadRange(string file, MessageReader range)
    {
        var (first, last) = (0, 0);
        while (range.Next())
        {
            if (range.Field == 1)
                first = ReadNumber(range.Bytes);
            else if (range.Field == 2)
                last = ReadNumber(range.Bytes);
        }

        return new SourceLines(file, first, last);
    }

    private static JsonElement? Json(byte[] value, string name)
    {
        using var json = JsonDocument.Parse(value);
        return json.RootElement.TryGetProperty(name, out var found) ? found.Clone() : null;
    }

    // The first field is all that these messages are read for.
    private static string ReadText(ReadOnlySpan<byte> message)
    {
        var reader = new MessageReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                return reader.Text;
        }

        return "";
    }

    private static int ReadNumber(ReadOnlySpan<byte> message)
    {
        var reader = new MessageReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                return (int)reader.Number;
        }

        return 0;
    }
}
