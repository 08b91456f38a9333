using Slipway.Containers.Engine;

namespace Slipway.Containers.Tests.Engine;

/// <summary>The answers were recorded from an engine 26.1 and shortened.</summary>
public sealed class AskingTheEngine
{
    [Fact]
    public async Task A_ping_tells_the_version_and_whether_there_is_BuildKit()
    {
        await using var engine = new FakeEngine();
        using var client = engine.Client();

        var version = await client.PingAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new EngineVersion(new Version(1, 45)) { Engine = "26.1.5", HasBuildKit = true }, version);
        Assert.Equal(["GET /_ping"], engine.AllLines);
    }

    [Theory]
    [InlineData("Server: Docker/20.10.24+dfsg1 (linux)\r\nOSType: linux\r\n", "20.10.24", true, false)]
    [InlineData("Server: Docker/26.1.5 (windows)\r\nOSType: windows\r\nBuilder-Version: 1\r\n", "26.1.5", false, false)]
    [InlineData("Server: Libpod/4.3.1 (linux)\r\nBuilder-Version: \r\n", "4.3.1", false, true)]
    public async Task Engines_are_told_apart_by_their_ping(string headers, string engineVersion, bool hasBuildKit, bool isPodman)
    {
        await using var engine = new FakeEngine();
        engine.On("GET /_ping", new FakeEngine.Answer("OK") { Headers = "Api-Version: 1.41\r\n" + headers });
        using var client = engine.Client();

        var version = await client.PingAsync(TestContext.Current.CancellationToken);

        Assert.Equal((engineVersion, hasBuildKit, isPodman), (version?.Engine, version?.HasBuildKit, version?.IsPodman));
    }

    [Fact]
    public async Task A_ping_without_an_engine_is_null()
    {
        using var client = new EngineClient(new EngineEndpoint { Address = "unix:///nowhere.sock", Origin = "DOCKER_HOST" });

        Assert.Null(await client.PingAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Any_question_without_an_engine_says_how_to_get_one()
    {
        using var client = new EngineClient(new EngineEndpoint { Address = "unix:///nowhere.sock", Origin = "the default, as neither DOCKER_HOST nor a context is set" });

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.InfoAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            """
            error SW0401: no Docker engine answers at unix:///nowhere.sock
              address: from the default, as neither DOCKER_HOST nor a context is set
              socket:  No such file or directory
              try: add --install-engine to have Slipway install and start one, or start your engine
            """,
            problem.Message.Replace("Cannot assign requested address", "No such file or directory", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.ToolIsMissing, problem.ExitCode);
    }

    [Theory]
    [InlineData("1.41", "GET /v1.41/info")]
    [InlineData("1.45", "GET /v1.45/info")]
    [InlineData("1.52", "GET /v1.45/info")]
    public async Task The_newest_version_that_both_know_is_spoken(string api, string line)
    {
        await using var engine = new FakeEngine(api: api);
        engine.On("GET /v", new FakeEngine.Answer("{}"));
        using var client = engine.Client();

        await client.InfoAsync(TestContext.Current.CancellationToken);
        await client.InfoAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["GET /_ping", line, line], engine.AllLines);
    }

    [Fact]
    public async Task An_engine_that_is_too_old_is_refused()
    {
        await using var engine = new FakeEngine(api: "1.38");
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.InfoAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            $"""
            error SW0410: the Docker engine at unix://{engine.Socket} is too old: its API is 1.38, 1.39 is needed
              engine:  26.1.5
              try: install Docker Engine 20.10 or newer
            """,
            problem.Message);
    }

    [Fact]
    public async Task Info_has_memory_folders_and_drivers()
    {
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/info", new FakeEngine.Answer(
            """{"Containers":3,"ContainersRunning":2,"Driver":"overlay2","DriverStatus":[["Backing Filesystem","extfs"]],"CgroupVersion":"1","OperatingSystem":"Debian GNU/Linux 12 (bookworm)","Architecture":"x86_64","NCPU":2,"MemTotal":25276510208,"DockerRootDir":"/var/lib/docker","ServerVersion":"26.1.5+dfsg1"}"""));
        using var client = engine.Client();

        var info = await client.InfoAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            new EngineInfo
            {
                ServerVersion = "26.1.5+dfsg1",
                Memory = new ByteSize(25276510208),
                Processors = 2,
                RootFolder = "/var/lib/docker",
                StorageDriver = "overlay2",
                CgroupVersion = "1",
                RunningContainers = 2,
                OperatingSystem = "Debian GNU/Linux 12 (bookworm)",
                Architecture = "x86_64",
            },
            info);
    }

    [Fact]
    public async Task Images_are_listed_by_label()
    {
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/images/json", new FakeEngine.Answer(
            """[{"Created":1795256501,"Id":"sha256:5a3e","Labels":{"a":"b"},"ParentId":"","RepoDigests":["<none>@<none>"],"RepoTags":["f:1"],"Size":1982422}]"""));
        using var client = engine.Client();

        var image = Assert.Single(await client.ListImagesAsync(["a=b", "c"], TestContext.Current.CancellationToken));

        Assert.Equal(["GET /v1.45/images/json?filters=%7B%22label%22%3A%5B%22a%3Db%22%2C%22c%22%5D%7D"], engine.Lines);
        Assert.Equal("sha256:5a3e", image.Id);
        Assert.Equal(["f:1"], image.Tags);
        Assert.Empty(image.Digests);
        Assert.Equal("b", image.Labels["a"]);
        Assert.Equal(new ByteSize(1982422), image.Size);
    }

    [Fact]
    public async Task An_image_is_read_with_its_configuration()
    {
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/images/", new FakeEngine.Answer(
            """{"Id":"sha256:5a3e","RepoTags":["reg:5000/team/f:1"],"RepoDigests":["reg:5000/team/f@sha256:aa"],"Created":"2026-11-21T10:21:41.642476214Z","Config":{"User":"app","Env":["PATH=/bin"],"Cmd":["sh"],"Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":2000000000,"Retries":4},"Entrypoint":null,"Labels":null,"ExposedPorts":{"8080/tcp":{}}},"Architecture":"amd64","Os":"linux","Size":1982422,"RootFS":{"Type":"layers","Layers":["sha256:07","sha256:28"]}}"""));
        using var client = engine.Client();

        var image = await client.InspectImageAsync("reg:5000/team/f:1", TestContext.Current.CancellationToken);

        Assert.Equal(["GET /v1.45/images/reg:5000/team/f:1/json"], engine.Lines);
        Assert.NotNull(image);
        Assert.Equal(("app", "amd64", "linux"), (image.User, image.Architecture, image.OperatingSystem));
        Assert.Equal(["sha256:07", "sha256:28"], image.Layers);
        Assert.Equal(["PATH=/bin"], image.Environment);
        Assert.Equal(["sh"], image.Command);
        Assert.Empty(image.EntryPoint);
        Assert.Empty(image.Labels);
        Assert.Equal(["8080/tcp"], image.ExposedPorts);
        Assert.Equal(["CMD-SHELL", "true"], image.HealthCheck!.Test);
        Assert.Equal((TimeSpan.FromSeconds(2), 4), (image.HealthCheck.Interval, image.HealthCheck.Retries));
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_null()
    {
        await using var engine = new FakeEngine();
        using var client = engine.Client();

        Assert.Null(await client.InspectImageAsync("nope", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refusal_carries_the_engines_words()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/f/tag", new FakeEngine.Answer("""{"message":"invalid reference format"}""") { Status = "400 Bad Request" });
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.TagAsync("f", "reg:5000/F", TestContext.Current.CancellationToken));

        Assert.Equal(["POST /v1.45/images/f/tag?repo=reg%3A5000%2FF&tag=latest"], engine.Lines);
        Assert.Equal(
            """
            error SW0404: the Docker engine could not name image 'f' 'reg:5000/F'
              engine:  invalid reference format (HTTP 400)
              try: write the image's name in lower case letters, digits and single . _ - between them
            """,
            problem.Message);
    }

    [Fact]
    public async Task A_container_is_read_with_its_health()
    {
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/containers/c1/json", new FakeEngine.Answer(
            """{"Id":"442b","State":{"Status":"running","OOMKilled":false,"ExitCode":0,"Error":"","StartedAt":"2026-11-21T10:24:29.260595871Z","Health":{"Status":"starting","FailingStreak":2,"Log":[{"Start":"2026-11-21T10:24:30.265823038Z","End":"2026-11-21T10:24:30.314472099Z","ExitCode":2,"Output":"no response\n"}]}},"Image":"sha256:bc21","Name":"/c1","RestartCount":1,"Config":{"Image":"busybox:1","Labels":{"a":"b"},"Tty":false},"NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"28080"}],"81/tcp":null}}}"""));
        using var client = engine.Client();

        var container = await client.InspectContainerAsync("c1", TestContext.Current.CancellationToken);

        Assert.NotNull(container);
        Assert.Equal(("442b", "c1", "sha256:bc21", "busybox:1"), (container.Id, container.Name, container.ImageId, container.Image));
        Assert.Equal((ContainerStatus.Running, HealthStatus.Starting, 1, 2), (container.Status, container.Health, container.Restarts, container.FailingStreak));
        Assert.Equal((2, "no response"), (container.Probes[0].ExitCode, container.Probes[0].Output));
        Assert.Equal([new ContainerPort(80, "tcp", "127.0.0.1", 28080), new ContainerPort(81, "tcp")], container.Ports);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_told_with_what_was_asked()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/create", new FakeEngine.Answer("{\"status\":\"x\"}\n") { Breaks = true });
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.PullAsync("a", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("SW0403", problem.Problems[0].Code);
        Assert.Equal("the connection to the Docker engine was lost while asking it to pull image 'a'", problem.Problems[0].What);
        Assert.Equal("see whether the engine still runs (journalctl -u docker), then repeat: nothing half done was recorded", problem.Problems[0].Try);
    }

    [Fact]
    public async Task A_server_that_is_no_engine_is_told_so()
    {
        await using var engine = new FakeEngine();
        engine.On("GET /_ping", new FakeEngine.Answer("<html>") { Headers = "" });
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.PingAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            $"""
            error SW0411: the answer is not one of a Docker engine: asked to answer at all
              engine:  unix://{engine.Socket}, from DOCKER_HOST
              reason:  HTTP 200 without an Api-Version
              try: check that a Docker engine, and no other server, listens at this address
            """,
            problem.Message);
    }

    [Fact]
    public async Task Volumes_and_networks_are_listed_and_removed()
    {
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/volumes", new FakeEngine.Answer("""{"Volumes":[{"Driver":"local","Labels":{"a":"b"},"Name":"v1"}],"Warnings":null}"""))
            .On("GET /v1.45/networks", new FakeEngine.Answer("""[{"Name":"n1","Id":"8902","Driver":"bridge","Labels":{}}]"""))
            .On("DELETE /v1.45/volumes/v1", new FakeEngine.Answer { Status = "204 No Content" });
        using var client = engine.Client();

        Assert.Equal(["v1"], (await client.ListVolumesAsync(["a"], TestContext.Current.CancellationToken)).Select(v => v.Name).ToArray());
        Assert.Equal(["n1"], (await client.ListNetworksAsync(cancellationToken: TestContext.Current.CancellationToken)).Select(v => v.Name).ToArray());
        Assert.True(await client.RemoveVolumeAsync("v1", TestContext.Current.CancellationToken));
        Assert.False(await client.RemoveNetworkAsync("n9", TestContext.Current.CancellationToken));
        Assert.Equal(
            ["GET /v1.45/volumes?filters=%7B%22label%22%3A%5B%22a%22%5D%7D", "GET /v1.45/networks", "DELETE /v1.45/volumes/v1", "DELETE /v1.45/networks/n9"],
            engine.Lines);
    }
}
