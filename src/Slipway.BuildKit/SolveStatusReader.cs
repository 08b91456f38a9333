using Google.Protobuf;

namespace Slipway.BuildKit;

/// <summary>Reads status messages field by field: five small messages are not worth a code generator.</summary>
internal static class SolveStatusReader
{
    private delegate void ReadField(CodedInputStream input, int field);

    public static SolveStatus Read(byte[] message)
    {
        var vertices = new List<Vertex>();
        var progress = new List<VertexProgress>();
        var logs = new List<VertexLog>();
        var warnings = new List<VertexWarning>();
        try
        {
            ReadFields(message, (input, field) =>
            {
                switch (field)
                {
                    case 1: vertices.Add(ReadVertex(Bytes(input))); break;
                    case 2: progress.Add(ReadProgress(Bytes(input))); break;
                    case 3: logs.Add(ReadLog(Bytes(input))); break;
                    case 4: warnings.Add(ReadWarning(Bytes(input))); break;
                    default: input.SkipLastField(); break;
                }
            });
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("not a BuildKit status message: " + e.Message, e);
        }

        return new SolveStatus { Vertices = vertices, Progress = progress, Logs = logs, Warnings = warnings };
    }

    private static Vertex ReadVertex(byte[] message)
    {
        var vertex = new Vertex("", "");
        var inputs = new List<string>();
        ReadFields(message, (input, field) =>
        {
            switch (field)
            {
                case 1: vertex = vertex with { Digest = input.ReadString() }; break;
                case 2: inputs.Add(input.ReadString()); break;
                case 3: vertex = vertex with { Name = input.ReadString() }; break;
                case 4: vertex = vertex with { Cached = input.ReadBool() }; break;
                case 5: vertex = vertex with { Started = ReadTime(Bytes(input)) }; break;
                case 6: vertex = vertex with { Completed = ReadTime(Bytes(input)) }; break;
                case 7: vertex = vertex with { Error = input.ReadString() is { Length: > 0 } error ? error : null }; break;
                default: input.SkipLastField(); break;
            }
        });
        return vertex with { Inputs = inputs };
    }

    private static VertexProgress ReadProgress(byte[] message)
    {
        var progress = new VertexProgress("", "", "", 0, 0, Completed: false);
        ReadFields(message, (input, field) =>
        {
            switch (field)
            {
                case 1: progress = progress with { Id = input.ReadString() }; break;
                case 2: progress = progress with { Vertex = input.ReadString() }; break;
                case 3: progress = progress with { Name = input.ReadString() }; break;
                case 4: progress = progress with { Current = input.ReadInt64() }; break;
                case 5: progress = progress with { Total = input.ReadInt64() }; break;
                case 8:
                    input.SkipLastField();
                    progress = progress with { Completed = true };
                    break;
                default: input.SkipLastField(); break;
            }
        });
        return progress;
    }

    private static VertexLog ReadLog(byte[] message)
    {
        var log = new VertexLog("", default, IsError: false, default);
        ReadFields(message, (input, field) =>
        {
            switch (field)
            {
                case 1: log = log with { Vertex = input.ReadString() }; break;
                case 2: log = log with { Time = ReadTime(Bytes(input)) }; break;
                case 3: log = log with { IsError = input.ReadInt64() == 2 }; break;
                case 4: log = log with { Data = Bytes(input) }; break;
                default: input.SkipLastField(); break;
            }
        });
        return log;
    }

    private static VertexWarning ReadWarning(byte[] message)
    {
        var warning = new VertexWarning("", 0, "", [], Explanation: null);
        var details = new List<string>();
        ReadFields(message, (input, field) =>
        {
            switch (field)
            {
                case 1: warning = warning with { Vertex = input.ReadString() }; break;
                case 2: warning = warning with { Level = input.ReadInt64() }; break;
                case 3: warning = warning with { Summary = input.ReadBytes().ToStringUtf8() }; break;
                case 4: details.Add(input.ReadBytes().ToStringUtf8()); break;
                case 5: warning = warning with { Explanation = ReadUri(input.ReadString()) }; break;
                default: input.SkipLastField(); break;
            }
        });
        return warning with { Details = details };
    }

    private static Uri? ReadUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;

    private static DateTimeOffset ReadTime(byte[] message)
    {
        long seconds = 0;
        var nanoseconds = 0;
        ReadFields(message, (input, field) =>
        {
            switch (field)
            {
                case 1: seconds = input.ReadInt64(); break;
                case 2: nanoseconds = input.ReadInt32(); break;
                default: input.SkipLastField(); break;
            }
        });
        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100);
    }

    private static void ReadFields(byte[] message, ReadField read)
    {
        using var input = new CodedInputStream(message);
        uint tag;
        while ((tag = input.ReadTag()) != 0)
            read(input, WireFormat.GetTagFieldNumber(tag));
    }

    private static byte[] Bytes(CodedInputStream input) => input.ReadBytes().ToByteArray();
}
