using Slipway.Testing;

namespace Slipway.Tests.Reporting.Traces;

public sealed class SendingTraces : IDisposable
{
    private readonly TestProject _project = new();
    private readonly FakeClock _clock = new();

    public SendingTraces() => _project.Time = _clock;

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_is_a_span_and_each_node_is_one_below_it(bool isGrpc)
    {
        await using var collector = await Collector.StartAsync(isGrpc);
        _project.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        if (isGrpc)
            _project.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";

        var run = await _project.RunAsync(new Traced(_clock), "All", "--mode=sequential");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        var request = Assert.Single(collector.Requests);
        Assert.Equal(
            isGrpc ? ("POST", "/opentelemetry.proto.collector.trace.v1.TraceService/Export", "application/grpc") : ("POST", "/v1/traces", "application/x-protobuf"),
            (request[":method"], request[":path"], request["Content-Type"]));
        Assert.Equal(["service.name='slipway'"], collector.Resource.Attributes(1));
        var root = Assert.Single(collector.Spans, span => span.Hex(4).Length == 0);
        Assert.Equal(("slipway All", 1, "Failed in 3.0 s: 1 done, 1 skipped, 1 failed, 1 not run", 2), (root.Text(5), root.Number(6), root.Messages(15).Single().Text(2), root.Messages(15).Single().Number(3)));
        Assert.Equal(["slipway.requested='All'", "slipway.mode='sequential'", "slipway.outcome='failed'", "slipway.exit_code=1"], root.Attributes(9));
        Assert.Equal(TimeSpan.FromSeconds(3), root.Time(8) - root.Time(7));

        var nodes = collector.Spans.Where(span => span != root && span.Text(5) != root.Text(5)).ToList();
        Assert.All(nodes, span => Assert.Equal((root.Hex(1), root.Hex(2)), (span.Hex(1), span.Hex(4))));
        Assert.Equal(32, root.Hex(1).Length);
        Assert.Equal(5, collector.Spans.Select(span => span.Hex(2)).Distinct(StringComparer.Ordinal).Count(id => id.Length == 16));
        Assert.Equal(
            [
                "Unneeded 0.0 s: slipway.target='Unneeded' slipway.outcome='skipped' slipway.reason='no need'",
                "Image:api 1.5 s: slipway.target='Image' slipway.item='api' slipway.outcome='done' slipway.reason='always runs' slipway.memory=1024",
                "Image:web 1.5 s: slipway.target='Image' slipway.item='web' slipway.outcome='failed' slipway.reason='no *** for web' slipway.memory=1024",
                "All 0.0 s: slipway.target='All' slipway.outcome='not-run' slipway.reason='needs Image:web'",
            ],
            nodes.Select(span => FormattableString.Invariant($"{span.Text(5)} {(span.Time(8) - span.Time(7)).TotalSeconds:0.0} s: {string.Join(' ', span.Attributes(9))}")));
    }

    [Fact]
    public async Task A_failure_is_a_status_and_an_event()
    {
        await using var collector = await Collector.StartAsync();
        _project.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;

        await _project.RunAsync(new Traced(_clock), "Image:web");

        var span = collector.Spans.Single(span => span.Text(5) == "Image:web");
        var status = Assert.Single(span.Messages(15));
        Assert.Equal(("no *** for web", 2), (status.Text(2), status.Number(3)));
        var happened = Assert.Single(span.Messages(11));
        Assert.Equal(("exception", span.Time(8)), (happened.Text(2), happened.Time(1)));
        Assert.Equal(["exception.type='X0001'", "exception.message='error X0001: no *** for web\n  Dockerfile:3\n  try: mend it'"], happened.Attributes(3));
    }

    [Fact]
    public async Task The_standard_variables_count()
    {
        await using var collector = await Collector.StartAsync();
        _project.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1";
        _project.Environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = collector.Address + "/own/path";
        _project.Environment["OTEL_EXPORTER_OTLP_HEADERS"] = "Authorization=Bearer%20top-secret, x-team = docks";
        _project.Environment["OTEL_SERVICE_NAME"] = "shop";
        _project.Environment["OTEL_RESOURCE_ATTRIBUTES"] = "service.name=other,deployment.environment=a%2Cb";
        _project.Environment["TRACEPARENT"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        _project.Environment["TRACESTATE"] = "vendor=1";

        var run = await _project.RunAsync(new Traced(_clock) { Says = "top-secret" }, "Image:api");

        var request = Assert.Single(collector.Requests);
        Assert.Equal(("/own/path", "Bearer top-secret", "docks"), (request[":path"], request["Authorization"], request["x-team"]));
        Assert.Equal(["service.name='shop'", "deployment.environment='a,b'"], collector.Resource.Attributes(1));
        var root = collector.Spans.Single(span => span.Text(5) == "slipway Image:api");
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "vendor=1"), (root.Hex(1), root.Hex(4), root.Text(3)));
        Assert.Contains("\n      Image:api  ***\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    [InlineData("OTEL_TRACES_EXPORTER", "none")]
    [InlineData("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")]
    public async Task Traces_that_are_not_wanted_are_not_sent(string variable, string value)
    {
        await using var collector = await Collector.StartAsync();
        _project.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        _project.Environment[variable] = value;

        var run = await _project.RunAsync(new Traced(_clock), "Image:api");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(collector.Requests);
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("nonsense")]
    public async Task A_parent_that_is_none_is_left_aside(string parent)
    {
        await using var collector = await Collector.StartAsync();
        _project.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        _project.Environment["TRACEPARENT"] = parent;

        await _project.RunAsync(new Traced(_clock), "Image:api");

        Assert.Equal("", collector.Spans.Single(span => span.Text(5) == "slipway Image:api").Hex(4));
    }

    [Fact]
    public async Task Many_spans_are_sent_in_several_requests()
    {
        await using var collector = await Collector.StartAsync();
        _project.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;

        await _project.RunAsync(new Traced(_clock), "Many");

        Assert.Equal(3, collector.Requests.Count);
        Assert.Equal(2501, collector.Spans.Count());
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_delays_the_end_by_two_seconds_and_fails_nothing()
    {
        await using var collector = await Collector.StartAsync();
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        collector.Answers = answer.Task;
        _project.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;

        var running = _project.RunAsync(new Traced(_clock), "Image:api");
        await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(2));
        var run = await running.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        answer.SetResult();

        Assert.Equal((0, $"warning SW0144: traces were not sent to {collector.Address}/v1/traces: no answer within 2.0 s\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData(false, 503, "0", "the answer was 503 Service Unavailable")]
    [InlineData(true, 200, "8", "the answer was grpc-status 8 too many")]
    public async Task A_collector_that_refuses_is_told_as_one_warning(bool isGrpc, int status, string grpcStatus, string expected)
    {
        await using var collector = await Collector.StartAsync(isGrpc);
        (collector.Status, collector.GrpcStatus) = (status, grpcStatus);
        _project.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        _project.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = isGrpc ? "grpc" : "http/protobuf";

        var run = await _project.RunAsync(new Traced(_clock), "Many");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("warning SW0144: traces were not sent to http://127.0.0.1:", run.Error, StringComparison.Ordinal);
        Assert.EndsWith($": {expected}\n", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318", "warning SW0145: OTEL_EXPORTER_OTLP_ENDPOINT is 'localhost:4318', which is not an address such as http://localhost:4318: no traces are sent\n")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "warning SW0145: OTEL_EXPORTER_OTLP_PROTOCOL is 'http/json', which is not http/protobuf or grpc: no traces are sent\n")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "500", "warning SW0144: traces were not sent to http://127.0.0.1:1/v1/traces: Connection refused\n")]
    public async Task What_cannot_be_done_is_told_and_fails_nothing(string variable, string value, string expected)
    {
        _project.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1";
        _project.Environment[variable] = value;

        var run = await _project.RunAsync(new Traced(_clock), "Image:api");

        Assert.Equal((0, expected), (run.ExitCode, run.Error));
    }

    private sealed class Traced(FakeClock clock) : SlipwayBuild
    {
        public string Says { get; init; } = "";

        Target<string, int> Image => _ => _.ForEach(() => ["api", "web"]).Uses(_ => new ByteSize(1024)).Executes((item, run) =>
        {
            run.Log(Says);
            run.Build.Mask(new Secret("p4ssw0rd"));
            clock.Advance(TimeSpan.FromSeconds(1.5));
            return item == "api" ? Task.FromResult(0) : throw new ProblemException(new Problem("X0001", $"no p4ssw0rd for {item}", ["Dockerfile:3"], "mend it"));
        });

        Target Unneeded => _ => _.OnlyWhen(() => Says.Length > 0, "no need").Executes(() => { });

        Target All => _ => _.DependsOn(Image).DependsOn(Unneeded).Executes(() => { });

        Target<int, int> Many => _ => _.ForEach(() => Enumerable.Range(0, 2500)).Executes((item, _) => Task.FromResult(item));
    }
}
