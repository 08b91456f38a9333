using System.Text;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit;

/// <summary>Reads status messages field by field: five small messages are not worth a code generator.</summary>
internal static class SolveStatusReader
{
    public static SolveStatus Read(ReadOnlySpan<byte> message)
    {
        var vertices = new List<Vertex>();
        var progress = new List<VertexProgress>();
        var logs = new List<VertexLog>();
        var warnings = new List<VertexWarning>();
        try
        {
            var reader = new MessageReader(message);
            while (reader.Next())
            {
                switch (reader.Field)
                {
                    case 1: vertices.Add(ReadVertex(reader.Message)); break;
                    case 2: progress.Add(ReadProgress(reader.Message)); break;
                    case 3: logs.Add(ReadLog(reader.Message)); break;
                    case 4: warnings.Add(ReadWarning(reader.Message)); break;
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("not a BuildKit status message: " + e.Message, e);
        }

        return new SolveStatus { Vertices = vertices, Progress = progress, Logs = logs, Warnings = warnings };
    }

    private static Vertex ReadVertex(MessageReader reader)
    {
        var (digest, name, cached, error) = ("", "", false, (string?)null);
        var (started, completed) = ((DateTimeOffset?)null, (DateTimeOffset?)null);
        var inputs = new List<string>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: digest = reader.Text; break;
                case 2: inputs.Add(reader.Text); break;
                case 3: name = reader.Text; break;
                case 4: cached = reader.Flag; break;
                case 5: started = reader.Time(); break;
                case 6: completed = reader.Time(); break;
                case 7: error = reader.Text is { Length: > 0 } text ? text : null; break;
            }
        }

        return new Vertex(digest, name) { Inputs = inputs, Cached = cached, Started = started, Completed = completed, Error = error };
    }

    private static VertexProgress ReadProgress(MessageReader reader)
    {
        var (id, vertex, name, current, total, completed) = ("", "", "", 0L, 0L, false);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: id = reader.Text; break;
                case 2: vertex = reader.Text; break;
                case 3: name = reader.Text; break;
                case 4: current = reader.Number; break;
                case 5: total = reader.Number; break;
                case 8: completed = true; break;
            }
        }

        return new VertexProgress(id, vertex, name, current, total, completed);
    }

    private static VertexLog ReadLog(MessageReader reader)
    {
        var (vertex, time, isError, data) = ("", default(DateTimeOffset), false, Array.Empty<byte>());
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: vertex = reader.Text; break;
                case 2: time = reader.Time(); break;
                case 3: isError = reader.Number == 2; break;
                case 4: data = reader.Bytes.ToArray(); break;
            }
        }

        return new VertexLog(vertex, time, isError, data);
    }

    private static VertexWarning ReadWarning(MessageReader reader)
    {
        var (vertex, level, summary, explanation) = ("", 0L, "", (Uri?)null);
        var details = new List<string>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: vertex = reader.Text; break;
                case 2: level = reader.Number; break;
                case 3: summary = Encoding.UTF8.GetString(reader.Bytes); break;
                case 4: details.Add(reader.Text); break;
                case 5: explanation = ReadUri(reader.Text); break;
            }
        }

        return new VertexWarning(vertex, level, summary, details, explanation);
    }

    private static Uri? ReadUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;
}
