namespace Slipway.Reporting.Traces;

/// <summary>Writes spans as an <c>ExportTraceServiceRequest</c>.</summary>
/// <remarks>https://github.com/open-telemetry/opentelemetry-proto: trace/v1/trace.proto, common/v1/common.proto, resource/v1/resource.proto</remarks>
internal static class TraceMessage
{
    private const int KindInternal = 1;
    private const int StatusError = 2;

    /// <summary>The message.</summary>
    /// <param name="settings">The trace and the resource that the spans belong to.</param>
    /// <param name="spans">The spans.</param>
    public static byte[] Of(TraceSettings settings, IEnumerable<TraceSpan> spans)
    {
        var message = new ProtobufWriter();
        message.Message(1, resourceSpans =>
        {
            resourceSpans.Message(1, resource =>
            {
                foreach (var (name, value) in settings.Resource)
                    Write(resource, 1, name, value);
            });
            resourceSpans.Message(2, scopeSpans =>
            {
                scopeSpans.Message(1, scope =>
                {
                    scope.Text(1, "slipway");
                    scope.Text(2, HelpText.Version);
                });
                foreach (var span in spans)
                    scopeSpans.Message(2, writer => Write(writer, settings, span));
            });
        });
        return message.ToArray();
    }

    private static void Write(ProtobufWriter writer, TraceSettings settings, TraceSpan span)
    {
        writer.Bytes(1, settings.TraceId);
        writer.Bytes(2, span.Id);
        if (settings.TraceState.Length > 0)
            writer.Text(3, settings.TraceState);
        if (span.Parent.Length > 0)
            writer.Bytes(4, span.Parent);
        writer.Text(5, span.Name);
        writer.Number(6, KindInternal);
        writer.Time(7, span.Started);
        writer.Time(8, span.Ended);
        foreach (var (name, value) in span.Attributes)
            Write(writer, 9, name, value);
        foreach (var problem in span.Problems)
        {
            writer.Message(11, happened =>
            {
                happened.Time(1, span.Ended);
                happened.Text(2, "exception");
                Write(happened, 3, "exception.type", problem.Code);
                Write(happened, 3, "exception.message", problem.ToString());
            });
        }

        if (span.Error is { } error)
        {
            writer.Message(15, status =>
            {
                status.Text(2, error);
                status.Number(3, StatusError);
            });
        }
    }

    private static void Write(ProtobufWriter writer, int field, string name, object value) => writer.Message(field, pair =>
    {
        pair.Text(1, name);
        pair.Message(2, any =>
        {
            if (value is long number)
                any.Number(3, number);
            else
                any.Text(1, (string)value);
        });
    });
}
