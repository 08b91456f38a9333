using System.Globalization;
using System.Security.Cryptography;

namespace Slipway.Reporting.Traces;

/// <summary>Where traces go and what they belong to, from the variables that OpenTelemetry names.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/protocol/exporter/ and …/configuration/sdk-environment-variables/</remarks>
internal sealed class TraceSettings
{
    private const string Http = "http/protobuf";
    private const string Grpc = "grpc";
    private const string GrpcMethod = "opentelemetry.proto.collector.trace.v1.TraceService/Export";

    // A run that is over waits no longer than this for somebody to take its traces.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private TraceSettings()
    {
    }

    public required Uri Endpoint { get; init; }

    public required bool IsGrpc { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Resource { get; init; }

    /// <summary>How long sending may take in all.</summary>
    public required TimeSpan Timeout { get; init; }

    public required byte[] TraceId { get; init; }

    /// <summary>The span that the run belongs to; empty where there is none.</summary>
    public required byte[] ParentId { get; init; }

    public required string TraceState { get; init; }

    /// <summary>The settings, or <see langword="null"/> where no traces are wanted.</summary>
    /// <param name="environment">The environment of the process.</param>
    /// <param name="warn">Told what cannot be understood.</param>
    public static TraceSettings? From(IReadOnlyDictionary<string, string> environment, Action<string> warn)
    {
        if (Find("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT") is not ({ } variable, { } address))
            return null;
        if (Value("OTEL_SDK_DISABLED").Equals("true", StringComparison.OrdinalIgnoreCase) || Value("OTEL_TRACES_EXPORTER") == "none")
            return null;
        var (protocolVariable, protocol) = Find("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL");
        if (protocol is not (null or Http or Grpc))
        {
            warn(ReportingProblems.TracesNotUnderstood(protocolVariable!, protocol, $"{Http} or {Grpc}"));
            return null;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            warn(ReportingProblems.TracesNotUnderstood(variable, address, "an address such as http://localhost:4318"));
            return null;
        }

        var parent = TraceParent.Parse(Value("TRACEPARENT"));
        // Whoever started the run decided that this trace is not recorded.
        if (parent is { IsSampled: false })
            return null;
        var isGrpc = protocol == Grpc;
        var path = isGrpc ? GrpcMethod : variable == "OTEL_EXPORTER_OTLP_ENDPOINT" ? "v1/traces" : "";
        return new TraceSettings
        {
            Endpoint = path.Length == 0 ? uri : new Uri(uri.AbsoluteUri.TrimEnd('/') + "/" + path),
            IsGrpc = isGrpc,
            Headers = Pairs(Find("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS").Value),
            Resource = ResourceOf(),
            Timeout = int.TryParse(Find("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_TIMEOUT").Value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < LongestWait.TotalMilliseconds
                ? TimeSpan.FromMilliseconds(milliseconds)
                : LongestWait,
            TraceId = parent?.TraceId ?? RandomBytes(16),
            ParentId = parent?.SpanId ?? [],
            TraceState = parent is null ? "" : Value("TRACESTATE"),
        };

        string Value(string name) => environment.GetValueOrDefault(name) ?? "";

        (string? Name, string? Value) Find(string specific, string general) =>
            Value(specific).Length > 0 ? (specific, Value(specific)) : Value(general).Length > 0 ? (general, Value(general)) : default;

        List<(string, string)> ResourceOf()
        {
            var given = Pairs(Value("OTEL_RESOURCE_ATTRIBUTES"));
            var service = Value("OTEL_SERVICE_NAME").Length > 0 ? Value("OTEL_SERVICE_NAME") : given.Find(pair => pair.Name == "service.name").Value ?? "slipway";
            return [("service.name", service), .. given.Where(pair => pair.Name != "service.name")];
        }
    }

    /// <summary>Bytes that nobody else has.</summary>
    public static byte[] RandomBytes(int count) => RandomNumberGenerator.GetBytes(count);

    // name=value, separated by commas, both as in addresses: the W3C's baggage.
    private static List<(string Name, string Value)> Pairs(string? text) =>
        [.. from pair in (text ?? "").Split(',', StringSplitOptions.TrimEntries)
            let sign = pair.IndexOf('=', StringComparison.Ordinal)
            where sign > 0
            select (Uri.UnescapeDataString(pair[..sign].Trim()), Uri.UnescapeDataString(pair[(sign + 1)..].Trim()))];
}
