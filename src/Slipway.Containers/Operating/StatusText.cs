using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Operating;

/// <summary>Writes states for people and for programs.</summary>
public static class StatusText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A table, a line an entry, its head first.</summary>
    /// <param name="states">The states.</param>
    /// <param name="now">What ages are counted to.</param>
    public static IReadOnlyList<string> Table(IReadOnlyList<ServiceState> states, DateTimeOffset now)
    {
        List<string[]> rows = [["service", "state", "health", "up", "image", "ports", "cpu", "memory"]];
        rows.AddRange(states.Select(state => Row(state, now)));
        return Aligned(rows);
    }

    /// <summary>Rows as lines, their cells below each other.</summary>
    /// <param name="rows">The rows, the head first, each with as many cells.</param>
    internal static IReadOnlyList<string> Aligned(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        // What nobody has takes no room.
        var shown = Enumerable.Range(0, widths.Length).Where(column => column < 2 || rows.Skip(1).Any(row => row[column].Length > 0)).ToList();
        return [.. rows.Select(row => string.Join("  ", shown.Select(column => row[column].PadRight(widths[column]))).TrimEnd())];
    }

    /// <summary>One JSON object.</summary>
    /// <param name="instance">The stack.</param>
    /// <param name="states">The states.</param>
    public static string Json(StackInstance instance, IReadOnlyList<ServiceState> states)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("stack", instance.Name);
            json.WriteString("project", instance.Project);
            json.WriteStartArray("services");
            foreach (var state in states)
                Write(json, state);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>A duration in its largest unit: <c>12 s</c>, <c>5 min</c>, <c>3 h</c>, <c>2 d</c>.</summary>
    /// <param name="age">The duration.</param>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} d"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h"),
        { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Max(0, age.TotalSeconds)} s"),
    };

    /// <summary>The ports that a container is reached at, those of both address families once.</summary>
    /// <param name="container">The container.</param>
    public static IReadOnlyList<string> Ports(ContainerDetails container) =>
    [
        .. container.Ports.Where(port => port.Public > 0).OrderBy(port => port.Private)
            .Select(port => $"{(port.HostAddress is "127.0.0.1" or "::1" ? "127.0.0.1:" : "")}{port.Public.ToString(CultureInfo.InvariantCulture)}->{port.Private.ToString(CultureInfo.InvariantCulture)}{(port.Protocol == "tcp" ? "" : "/" + port.Protocol)}")
            .Distinct(StringComparer.Ordinal),
    ];

    private static string[] Row(ServiceState state, DateTimeOffset now)
    {
        if (state.Container is not { } container)
            return [state.Service, state.State, "", "", "", "", "", ""];
        var health = container.Health is HealthStatus.None || container.Status is not ContainerStatus.Running ? "" : container.Health.ToString().ToLowerInvariant();
        return
        [
            state.Service,
            state.State,
            health,
            container.Started is { } started && container.Status is ContainerStatus.Running ? Age(now - started) : "",
            state.ImageCreated is { Year: > 1 } created ? $"{state.ImageName}, {Age(now - created)} old" : state.ImageName,
            string.Join(' ', Ports(container)),
            state.Processors is { } busy ? Cpu(busy, container.ProcessorLimit) : "",
            state.Memory is { } memory ? container.MemoryLimit is { } most ? $"{memory} of {most} ({Percent(memory, most)} %)" : memory.ToString() : "",
        ];
    }

    private static string Cpu(double busy, double limit) => limit > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{busy * 100:0} % of {limit * 100:0} %")
        : string.Create(CultureInfo.InvariantCulture, $"{busy * 100:0} %");

    private static string Percent(ByteSize part, ByteSize whole) => (100.0 * part.Bytes / whole.Bytes).ToString("0", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, ServiceState state)
    {
        json.WriteStartObject();
        json.WriteString("service", state.Service);
        json.WriteString("state", state.State);
        if (state.Container is { } container)
        {
            json.WriteString("container", container.Name);
            json.WriteString("id", container.Id);
            json.WriteString("health", container.Health.ToString().ToLowerInvariant());
            json.WriteNumber("exitCode", container.ExitCode);
            json.WriteBoolean("outOfMemory", container.OutOfMemory);
            json.WriteNumber("restarts", container.Restarts);
            json.WriteString("image", state.ImageName);
            json.WriteString("imageId", container.ImageId);
            if (state.ImageCreated is { } created)
                json.WriteString("imageCreated", created);
            if (container.Started is { } started)
                json.WriteString("started", started);
            json.WriteStartArray("ports");
            foreach (var port in container.Ports.Where(port => port.Public > 0))
            {
                json.WriteStartObject();
                json.WriteString("address", port.HostAddress);
                json.WriteNumber("public", port.Public);
                json.WriteNumber("private", port.Private);
                json.WriteString("protocol", port.Protocol);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (state.Processors is { } busy)
                json.WriteNumber("processors", Math.Round(busy, 3));
            if (container.ProcessorLimit > 0)
                json.WriteNumber("processorLimit", container.ProcessorLimit);
            if (state.Memory is { } memory)
                json.WriteNumber("memory", memory.Bytes);
            if (container.MemoryLimit is { } limit)
                json.WriteNumber("memoryLimit", limit.Bytes);
        }

        json.WriteEndObject();
    }
}
