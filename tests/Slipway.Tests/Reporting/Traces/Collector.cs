using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Slipway.Tests.Reporting.Traces;

/// <summary>Takes traces over HTTP or gRPC, as a collector of OpenTelemetry does.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _server;

    private Collector(WebApplication server) => _server = server;

    public List<Dictionary<string, string>> Requests { get; } = [];

    public List<ProtobufMessage> Messages { get; } = [];

    /// <summary>What it answers; 200 unless set.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What it ends a gRPC call with; 0 unless set.</summary>
    public string GrpcStatus { get; set; } = "0";

    /// <summary>Answers only when this is done.</summary>
    public Task Answers { get; set; } = Task.CompletedTask;

    public string Address { get; private set; } = "";

    public IEnumerable<ProtobufMessage> Spans => Messages.SelectMany(message => message.Messages(1)).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2));

    public ProtobufMessage Resource => Messages[0].Messages(1).Single().Messages(1).Single();

    public static async Task<Collector> StartAsync(bool isGrpc = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var collector = new Collector(builder.Build());
        collector._server.Run(collector.TakeAsync);
        await collector._server.StartAsync(TestContext.Current.CancellationToken);
        collector.Address = collector._server.Urls.Single();
        return collector;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        headers[":method"] = context.Request.Method;
        headers[":path"] = context.Request.Path;
        Requests.Add(headers);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var isGrpc = context.Request.ContentType == "application/grpc";
        Messages.Add(new ProtobufMessage(ByteString.CopyFrom(isGrpc ? body.ToArray()[5..] : body.ToArray())));
        await Answers.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = Status;
        if (!isGrpc)
            return;
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", GrpcStatus);
        if (GrpcStatus != "0")
            context.Response.AppendTrailer("grpc-message", "too%20many");
    }
}
