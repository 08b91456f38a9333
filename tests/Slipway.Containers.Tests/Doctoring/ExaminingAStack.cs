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
    [InlineData("  mail:\n    image: mail\n", false)]
    [InlineData("  mail:\n    image: mail\n    ports: ['127.0.0.1:61080:80']\n", true)]
    [InlineData("  mail:\n    image: mail\n    profiles: [mail]\n", true)]
    [InlineData("", true)]
    public async Task A_port_of_another_service_s_container_is_free_when_a_deployment_takes_it_away(string mail, bool isTaken)
    {
        const string old = """[{"Id":"c","Names":["/shop-mail-1"],"State":"running","Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"mail"},"Ports":[{"PrivatePort":80,"PublicPort":61080,"Type":"tcp","IP":"0.0.0.0"}]}]""";

        var findings = await ExamineAsync("    ports: ['61080:80']\n" + mail, old);

        Assert.Equal(isTaken ? ["port 61080 of service 'web' is taken by container 'shop-mail-1'"] : [], findings.Select(finding => finding.Problem.What));
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

    private static string ProcessName => File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/comm")).Trim();

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(string service, string containers = "[]", string version = "26.1.5", Version? compose = null, string? environment = null)
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21\n", service);
        if (environment is not null)
            stack.With(".env", environment);
        await using var engine = new FakeEngine();
        engine.On("GET /_ping", new FakeEngine.Answer("OK") { Headers = $"Api-Version: 1.45\r\nServer: Docker/{version} (linux)\r\nBuilder-Version: 2\r\n" });
        engine.On("GET /v1.45/info", new FakeEngine.Answer("""{"MemTotal":25000000000,"DockerRootDir":"/nowhere"}"""));
        engine.On("GET /v1.45/version", new FakeEngine.Answer($$"""{"Version":"{{version}}","ApiVersion":"1.45"}"""));
        engine.On("GET /v1.45/containers/json", new FakeEngine.Answer(containers));
        using var client = engine.Client();
        return await new Doctor(client, stack.Load(), compose ?? new Version(2, 26, 1)).ExamineAsync(TestContext.Current.CancellationToken);
    }
}
