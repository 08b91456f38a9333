using System.Text;
using Google.Protobuf;
using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Tests.Fakes;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Tests.Control;

public sealed class Solving
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    [Fact]
    public async Task A_build_gives_its_news_in_order_and_its_image()
    {
        using var daemon = new FakeDaemon();
        daemon.Solve = async solve =>
        {
            foreach (var name in (string[])["one", "two"])
                await solve.News.Writer.WriteAsync(Step(name));
            return new Dictionary<string, string>(StringComparer.Ordinal) { ["containerimage.digest"] = "sha256:1" };
        };
        using var client = daemon.Client();
        var news = new List<string>();

        var result = await client.SolveAsync(new SolveRequest(), status => news.AddRange(status.Vertices.Select(vertex => vertex.Name)), TestContext.Current.CancellationToken);

        Assert.Equal("sha256:1", result.ImageId);
        Assert.Equal(["one", "two"], news);
    }

    [Fact]
    public async Task Builds_at_once_share_a_client_and_keep_their_news_apart()
    {
        using var daemon = new FakeDaemon();
        daemon.Solve = async solve =>
        {
            await solve.News.Writer.WriteAsync(Step(solve.Attributes["target"]));
            return new Dictionary<string, string>(StringComparer.Ordinal) { ["containerimage.digest"] = solve.Attributes["target"] };
        };
        using var client = daemon.Client();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            var news = new List<string>();
            var request = new SolveRequest { FrontendAttributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["target"] = $"t{i}" } };
            var result = await client.SolveAsync(request, status => news.AddRange(status.Vertices.Select(vertex => vertex.Name)), TestContext.Current.CancellationToken);
            return $"{result.ImageId} {string.Join(',', news)}";
        }));

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"t{i} t{i}"), results);
    }

    [Fact]
    public async Task A_failure_before_the_build_is_known_does_not_wait_for_its_news()
    {
        using var daemon = new FakeDaemon();
        using var client = new BuildKitClient(_ => throw new IOException("never"), new BuildKitClientOptions());
        await Assert.ThrowsAsync<ConnectionLostException>(() => client.SolveAsync(new SolveRequest(), _ => { }, TestContext.Current.CancellationToken));

        daemon.Solve = _ => throw new GrpcException(GrpcStatus.InvalidArgument, "exporter \"x\" could not be found");
        using var other = daemon.Client();
        var problem = await Assert.ThrowsAsync<SolveException>(() => other.SolveAsync(new SolveRequest(), _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal("exporter \"x\" could not be found", problem.Message);
    }

    [Fact]
    public async Task A_lost_connection_says_so()
    {
        using var daemon = new FakeDaemon();
        daemon.Solve = async solve =>
        {
            daemon.Break();
            await Task.Delay(Timeout.Infinite, solve.Aborted);
            return Nothing;
        };
        using var client = daemon.Client();

        var problem = await Assert.ThrowsAsync<ConnectionLostException>(() => client.SolveAsync(new SolveRequest { Session = new SessionOptions() }, _ => { }, TestContext.Current.CancellationToken));

        Assert.StartsWith("the connection", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_build_on_the_engine_and_hears_its_last_news()
    {
        using var daemon = new FakeDaemon();
        using var stop = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        var news = new List<string>();
        daemon.Solve = async solve =>
        {
            solve.Aborted.Register(() =>
            {
                solve.News.Writer.TryWrite(Step("cancelled"));
                solve.News.Writer.TryComplete();
                ended.TrySetResult();
            });
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, solve.Aborted);
            return Nothing;
        };
        using var client = daemon.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SolveAsync(new SolveRequest(), status => news.AddRange(status.Vertices.Select(vertex => vertex.Name)), stop.Token));

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_engine_that_does_not_upgrade_is_refused_with_its_words()
    {
        using var daemon = new FakeDaemon { UpgradeAnswer = "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot here\n" };
        using var client = daemon.Client();

        var problem = await Assert.ThrowsAsync<BuildKitException>(() => client.ListWorkersAsync(TestContext.Current.CancellationToken));

        Assert.Equal("the engine does not open /grpc: HTTP/1.1 404 Not Found: not here", problem.Message);
    }

    [Fact]
    public void The_details_of_an_error_name_lines_step_and_exit_code()
    {
        var status = new MessageWriter().Number(1, 2)
            .Message(3, Any("errdefs.Source+json", """{"info":{"filename":"Dockerfile"},"ranges":[{"start":{"line":3},"end":{"line":5}}]}"""))
            .Message(3, Any("errdefs.Vertex+json", """{"digest":"sha256:9"}"""))
            .Message(3, Any("gatewayapi.ExitMessage+json", """{"Code":7}"""));

        var problem = BuildKit.Control.ErrorDetails.Read(new GrpcException(GrpcStatus.Unknown, "exit code: 7", status.Written.ToArray()));

        Assert.Equal([new SourceLines("Dockerfile", 3, 5)], problem.Sources);
        Assert.Equal(("sha256:9", 7), (problem.Vertex, problem.ExitCode));
    }

    [Fact]
    public void Details_in_protobuf_are_read_too_and_damaged_ones_are_passed_over()
    {
        var source = new MessageWriter().Message(1, new MessageWriter().Text(1, "Dockerfile")).Message(2, new MessageWriter().Message(1, new MessageWriter().Number(1, 4)).Message(2, new MessageWriter().Number(1, 4)));
        var any = new MessageWriter().Text(1, "type.googleapis.com/errdefs.Source").Bytes(2, source.Written.Span);

        Assert.Equal([new SourceLines("Dockerfile", 4, 4)], BuildKit.Control.ErrorDetails.Read(new GrpcException(GrpcStatus.Unknown, "no", new MessageWriter().Message(3, any).Written.ToArray())).Sources);
        Assert.Empty(BuildKit.Control.ErrorDetails.Read(new GrpcException(GrpcStatus.Unknown, "no", [0x1A, 0x7F])).Sources);
        Assert.Empty(BuildKit.Control.ErrorDetails.Read(new GrpcException(GrpcStatus.Unknown, "no", new MessageWriter().Message(3, Any("errdefs.Source+json", "{")).Written.ToArray())).Sources);
    }

    [Fact]
    public async Task Workers_and_records_are_read()
    {
        using var daemon = new FakeDaemon();
        var platform = new MessageWriter().Text(1, "arm64").Text(2, "linux").Text(3, "v8");
        var worker = new MessageWriter().Text(1, "w1").Pairs(2, new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = "v" }).Message(3, platform).Message(5, new MessageWriter().Text(2, "v0.13"));
        var record = new MessageWriter().Text(1, "r1").Number(4, 42).Text(9, "local source").Text(10, "source.local");
        daemon.Methods["ListWorkers"] = async call => await call.WriteAsync(new MessageWriter().Message(1, worker).Written, call.Aborted);
        daemon.Methods["DiskUsage"] = async call => await call.WriteAsync(new MessageWriter().Message(1, record).Written, call.Aborted);
        daemon.Methods["Prune"] = async call => await call.WriteAsync(record.Written, call.Aborted);
        using var client = daemon.Client();

        var found = Assert.Single(await client.ListWorkersAsync(TestContext.Current.CancellationToken));
        var used = Assert.Single(await client.DiskUsageAsync(["id==r1"], TestContext.Current.CancellationToken));

        Assert.Equal(("w1", "linux/arm64/v8", "v0.13"), (found.Id, found.Platforms[0], found.Version));
        Assert.Equal(("r1", 42, "source.local"), (used.Id, used.Size, used.Kind));
        await foreach (var gone in client.PruneAsync(new PruneOptions { Filters = ["id==r1"] }, TestContext.Current.CancellationToken))
            Assert.Equal(used, gone);
    }

    [Fact]
    public async Task A_dockerfile_is_described_in_the_builders_words()
    {
        using var daemon = new FakeDaemon();
        FakeSolve? seen = null;
        daemon.Solve = solve =>
        {
            seen = solve;
            return Task.FromResult<IReadOnlyDictionary<string, string>>(Nothing);
        };
        using var client = daemon.Client();
        var build = new DockerfileBuild
        {
            Context = new MemoryContext("Dockerfile", "FROM scratch"),
            Tags = ["a:1", "b:2"],
            Target = "final",
            Arguments = new Dictionary<string, string>(StringComparer.Ordinal) { ["X"] = "1" },
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["l"] = "2" },
            Platforms = ["linux/amd64", "linux/arm64"],
            NetworkMode = "host",
            ExtraHosts = ["db=10.0.0.1", "v6=::1"],
            NamedContexts = new Dictionary<string, IContextFiles>(StringComparer.Ordinal) { ["shared"] = new MemoryContext() },
            NamedAddresses = new Dictionary<string, string>(StringComparer.Ordinal) { ["base"] = "docker-image://alpine:3.21" },
            CacheImports = [CacheOption.Parse("host/cache:1"), CacheOption.Parse("type=local,src=/c")],
            CacheExports = [CacheOption.Parse("type=inline")],
            NoCacheStages = ["one", "two"],
            Pull = true,
            SharedMemory = 67_108_864,
            Ulimits = ["nofile=1024:2048"],
            Attestations = new Dictionary<string, string>(StringComparer.Ordinal) { ["provenance"] = "mode=max" },
        };

        await client.SolveAsync(build.ToRequest(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            add-hosts=db=10.0.0.1,v6=::1
            attest:provenance=mode=max
            build-arg:X=1
            cache-imports=[{"Type":"registry","Attrs":{"ref":"host/cache:1"}},{"Type":"local","Attrs":{"src":"/c"}}]
            context:base=docker-image://alpine:3.21
            context:shared=local:shared
            filename=Dockerfile
            force-network-mode=host
            image-resolve-mode=pull
            label:l=2
            no-cache=one,two
            platform=linux/amd64,linux/arm64
            shm-size=67108864
            target=final
            ulimit=nofile=1024:2048
            """,
            string.Join('\n', seen!.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal("a:1,b:2", seen.Exporter["name"]);
        Assert.Equal(["to inline", "from registry ref=host/cache:1", "from local src=/c"], seen.Caches);
        Assert.Equal(["network.host"], seen.Entitlements);
    }

    [Theory]
    [InlineData("type=registry,ref", "'ref' is not written as key=value")]
    [InlineData("ref=x", "there is no type=")]
    public void A_cache_option_that_is_wrong_says_how(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => CacheOption.Parse(text)).Message);

    [Fact]
    public void Numbers_and_texts_are_written_as_protobuf_reads_them()
    {
        using var input = new CodedInputStream(new MessageWriter().Number(1, -1).Number(16, long.MaxValue).Text(3, "ü").Written.ToArray());

        Assert.Equal((8u, -1L), (input.ReadTag(), input.ReadInt64()));
        Assert.Equal((128u, long.MaxValue), (input.ReadTag(), input.ReadInt64()));
        Assert.Equal((26u, "ü"), (input.ReadTag(), input.ReadString()));
    }

    private static byte[] Step(string name) => new MessageWriter().Message(1, new MessageWriter().Text(1, "sha256:" + name).Text(3, name)).Written.ToArray();

    private static MessageWriter Any(string type, string json) => new MessageWriter().Text(1, "github.com/x/" + type).Bytes(2, Encoding.UTF8.GetBytes(json));
}
