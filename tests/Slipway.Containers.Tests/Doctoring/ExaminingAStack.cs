using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.Containers.Doctoring;
using Slipway.Containers.Tests.Engine;
using Slipway.Containers.Tests.Stacks;

namespace Slipway.Containers.Tests.Doctoring;

public sealed class ExaminingAStack
{
    [Fact]
    public async Task A_port_that_a_process_listens_on_is_told_with_its_line_and_the_process()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var finding = Assert.Single(await ExamineAsync($"    ports: ['127.0.0.1:{port}:80']\n"));

        Assert.True(finding.IsError);
        var holder = OperatingSystem.IsLinux() ? $" by {ProcessName} (process {Environment.ProcessId})" : "";
        Assert.Equal(
            $"""
            error SW0801: port {port} of service 'web' is taken{holder}
              stacks/shop/compose.yaml:5:13
              try: stop what holds it, or publish on another port
            """,
            finding.Problem.ToString());
    }

    [Fact]
    public async Task A_port_of_the_stack_s_own_container_is_free_to_it()
    {
        const string own = """[{"Id":"c","Names":["/shop-web-1"],"State":"running","Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"web"},"Ports":[{"PrivatePort":80,"PublicPort":61080,"Type":"tcp","IP":"0.0.0.0"}]}]""";

        Assert.Empty(await ExamineAsync("    ports: ['61080:80']\n", own));
    }

    [Theory]
    [InlineData("  mail:\n    image: mail\n")]
    [InlineData("  mail:\n    image: mail\n    ports: ['127.0.0.1:61080:80']\n", "services 'web' and 'mail' both publish port 61080", "port 61080 of service 'web' is taken by container 'shop-mail-1'")]
    [InlineData("  mail:\n    image: mail\n    profiles: [mail]\n", "port 61080 of service 'web' is taken by container 'shop-mail-1'")]
    [InlineData("", "port 61080 of service 'web' is taken by container 'shop-mail-1'")]
    public async Task A_port_of_another_service_s_container_is_free_when_a_deployment_takes_it_away(string mail, params string[] expected)
    {
        const string old = """[{"Id":"c","Names":["/shop-mail-1"],"State":"running","Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"mail"},"Ports":[{"PrivatePort":80,"PublicPort":61080,"Type":"tcp","IP":"0.0.0.0"}]}]""";

        var findings = await ExamineAsync("    ports: ['61080:80']\n" + mail, old);

        Assert.Equal(expected, findings.Select(finding => finding.Problem.What));
    }

    [Theory]
    [InlineData("61080-61081", "every port of 61080-61081 of service 'web' is taken by container 'mail-web-1'")]
    [InlineData("61080-61082")]
    public async Task Of_a_range_one_port_has_to_be_free(string ports, params string[] expected)
    {
        const string other = """[{"Id":"c","Names":["/mail-web-1"],"State":"running","Labels":{},"Ports":[{"PrivatePort":80,"PublicPort":61080,"Type":"tcp"},{"PrivatePort":81,"PublicPort":61081,"Type":"tcp"}]}]""";

        var findings = await ExamineAsync($"    ports: ['{ports}:80']\n", other);

        Assert.Equal(expected, findings.Select(finding => finding.Problem.What));
    }

    [Fact]
    public async Task A_file_of_secrets_that_everybody_can_read_is_told_with_its_path()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no mode bits");

        var finding = Assert.Single(await ExamineAsync("", environment: "A=b\n"));

        Assert.Equal("chmod 600 stacks/shop/.env", finding.Problem.Try);
    }

    [Fact]
    public async Task A_port_of_another_container_is_told_with_its_name()
    {
        const string other = """[{"Id":"c","Names":["/mail-web-1"],"State":"running","Labels":{"com.docker.compose.project":"mail"},"Ports":[{"PrivatePort":80,"PublicPort":61080,"Type":"tcp","IP":"0.0.0.0"}]}]""";

        var finding = Assert.Single(await ExamineAsync("    ports: ['61080:80']\n", other));

        Assert.StartsWith("error SW0801: port 61080 of service 'web' is taken by container 'mail-web-1'\n", finding.Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_services_cannot_publish_one_port()
    {
        var finding = Assert.Single(await ExamineAsync("    ports: ['61081:80']\n  mail:\n    image: mail\n    ports: ['61081:25']\n"));

        Assert.Equal(
            """
            error SW0802: services 'web' and 'mail' both publish port 61081
              stacks/shop/compose.yaml:8:13
              try: publish one of them on another port
            """,
            finding.Problem.ToString());
    }

    [Fact]
    public async Task Old_versions_are_a_warning_that_says_what_is_lost()
    {
        var findings = await ExamineAsync("", version: "20.10.24+dfsg1", compose: new Version(1, 29, 2));

        Assert.Equal(["SW0804", "SW0805"], findings.Select(f => f.Problem.Code));
        Assert.All(findings, finding => Assert.False(finding.IsError));
    }

    [Fact]
    public async Task Reservations_beyond_the_machine_s_memory_are_a_warning()
    {
        var finding = Assert.Single(await ExamineAsync("    deploy: { resources: { reservations: { memory: 900G } } }\n"));

        Assert.Equal((false, "SW0809"), (finding.IsError, finding.Problem.Code));
    }

    [Theory]
    [InlineData("networks: { default: { ipam: { config: [{ subnet: 10.77.3.0/24 }] } } }", "SW0474: subnet 10.77.3.0/24 of network 'default' is in the way of network 'other' of the engine")]
    [InlineData("networks: { default: { external: true, name: gone } }", "SW0477: network 'gone' is external, and the engine does not have it")]
    [InlineData("volumes: { data: { external: true, name: gone } }", "SW0477: volume 'gone' is external, and the engine does not have it")]
    public async Task Networks_and_volumes_are_compared_with_those_of_the_engine(string top, string problem)
    {
        var findings = await ExamineAsync(top.StartsWith("volumes", StringComparison.Ordinal) ? "    volumes: ['data:/data']\n" + top + "\n" : top + "\n");

        Assert.StartsWith($"error {problem}\n", Assert.Single(findings, finding => finding.IsError).Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_the_health_of_a_service_without_a_check_is_told()
    {
        var findings = await ExamineAsync("    depends_on: { mail: { condition: service_healthy } }\n  mail:\n    image: odd\n");

        Assert.Equal(
            ["service 'web' waits until 'mail' is healthy, which has no health check", "the image of service 'mail' is for s390x, and the engine's machine is amd64"],
            findings.Select(finding => finding.Problem.What));
    }

    [Fact]
    public async Task A_mount_that_is_missing_is_told_and_made()
    {
        var findings = await ExamineAsync("    user: '1000'\n    volumes: ['./data:/data', { type: bind, source: ./more, target: /more }]\n", fix: true);

        Assert.Equal(
            [
                "service 'web' mounts 'stacks/shop/more', which is not there",
                "service 'web' mounts 'stacks/shop/data', which is not there: the engine would make it for root, and the service runs as user 1000:1000",
            ],
            findings.Select(finding => finding.Problem.What));
    }

    [Fact]
    public async Task A_secret_that_is_missing_is_told_by_its_file()
    {
        var finding = Assert.Single(await ExamineAsync("    secrets: [token]\nsecrets: { token: { file: ./token.txt } }\n"));

        Assert.Equal("secret 'token' is read from 'stacks/shop/token.txt', which is not there", finding.Problem.What);
    }

    [Theory]
    [InlineData("'127.0.0.1:61085:80'", "'0.0.0.0:61085:25'", true)]
    [InlineData("'127.0.0.1:61085:80'", "'127.0.0.2:61085:25'", false)]
    [InlineData("'61085:80'", "'61085:25/udp'", false)]
    public async Task Ports_collide_where_protocol_and_address_do(string one, string other, bool collide)
    {
        var findings = await ExamineAsync($"    ports: [{one}]\n  mail:\n    image: mail\n    ports: [{other}]\n");

        Assert.Equal(collide ? ["SW0802"] : [], findings.Where(finding => finding.IsError).Select(finding => finding.Problem.Code));
    }

    private static string ProcessName => File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/comm")).Trim();

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(string service, string containers = "[]", string version = "26.1.5", Version? compose = null, string? environment = null, bool fix = false)
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21\n", service);
        if (environment is not null)
            stack.With(".env", environment);
        await using var engine = new FakeEngine();
        engine.On("GET /_ping", new FakeEngine.Answer("OK") { Headers = $"Api-Version: 1.45\r\nServer: Docker/{version} (linux)\r\nBuilder-Version: 2\r\n" });
        engine.On("GET /v1.45/info", new FakeEngine.Answer("""{"MemTotal":25000000000,"DockerRootDir":"/nowhere"}"""));
        engine.On("GET /v1.45/version", new FakeEngine.Answer($$"""{"Version":"{{version}}","ApiVersion":"1.45","Arch":"amd64"}"""));
        engine.On("GET /v1.45/containers/json", new FakeEngine.Answer(containers));
        engine.On("GET /v1.45/networks", new FakeEngine.Answer("""[{"Id":"n","Name":"other","IPAM":{"Config":[{"Subnet":"10.77.0.0/16"}]}}]"""));
        engine.On("GET /v1.45/volumes", new FakeEngine.Answer("""{"Volumes":[]}"""));
        engine.On("GET /v1.45/images/odd/json", new FakeEngine.Answer("""{"Id":"sha256:1","Architecture":"s390x"}"""));
        using var client = engine.Client();
        var findings = await new Doctor(client, stack.Load(), compose ?? new Version(2, 26, 1)).ExamineAsync(TestContext.Current.CancellationToken);
        foreach (var finding in fix ? findings : [])
            Assert.StartsWith("made stacks/shop/", finding.Fix!(), StringComparison.Ordinal);
        return findings;
    }
}
