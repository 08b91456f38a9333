using System.Text;
using System.Text.Json;
using Slipway.Execution;

namespace Slipway.Reporting.Page;

/// <summary>A run in the trace event format of Chrome, "JSON Object Format", which Perfetto and speedscope open.</summary>
internal static class TraceJson
{
    /// <summary>The trace. Not masked yet: names of nodes hold no characters that JSON escapes, but those of items may.</summary>
    public static string Of(RunFacts facts, SecretMask mask)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("displayTimeUnit", "ms");
            json.WriteStartArray("traceEvents");
            Name(json, "process_name", 0, mask.Apply("slipway " + string.Join(' ', facts.Plan.Requested)));
            // Nodes that ran at the same time stand below each other: each takes the first lane that is free.
            var lanes = new List<TimeSpan>();
            foreach (var node in facts.Nodes.Where(node => node.Start is not null).OrderBy(node => node.Start).ThenBy(node => node.Node.Index))
            {
                var lane = lanes.FindIndex(end => end <= node.Start);
                if (lane < 0)
                {
                    lane = lanes.Count;
                    lanes.Add(default);
                    Name(json, "thread_name", lane, $"lane {lane + 1}");
                }

                lanes[lane] = node.End;
                Write(json, node, lane, mask);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, TimedNode node, int lane, SecretMask mask)
    {
        json.WriteStartObject();
        json.WriteString("name", mask.Apply(node.Node.Name));
        json.WriteString("cat", node.Node.Target.Name);
        json.WriteString("ph", "X");
        json.WriteNumber("ts", Microseconds(node.Start!.Value));
        json.WriteNumber("dur", Microseconds(node.Length));
        json.WriteNumber("pid", 1);
        json.WriteNumber("tid", lane);
        json.WriteStartObject("args");
        json.WriteString("result", SummaryTable.Name(node.Report!.Outcome));
        json.WriteString("why", node.Report.Why);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Name(Utf8JsonWriter json, string what, int lane, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", what);
        json.WriteString("ph", "M");
        json.WriteNumber("pid", 1);
        json.WriteNumber("tid", lane);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static long Microseconds(TimeSpan time) => (long)time.TotalMicroseconds;
}
