using Slipway.Containers.Compose;

namespace Slipway.Containers.Tests.Compose;

public sealed class ReadingServices
{
    [Theory]
    [InlineData("80", "80/tcp")]
    [InlineData("'8080:80'", "8080->80/tcp")]
    [InlineData("'127.0.0.1:8080:80/udp'", "127.0.0.1 8080->80/udp")]
    [InlineData("'127.0.0.1::80'", "127.0.0.1 80/tcp")]
    [InlineData("'[::1]:84:84'", "::1 84->84/tcp")]
    [InlineData("'9000-9001:90-91'", "9000->90/tcp, 9001->91/tcp")]
    [InlineData("'7000-7005:70'", "7000-7005->70/tcp")]
    [InlineData("'100-101'", "100/tcp, 101/tcp")]
    [InlineData("{target: 80, published: '8080', host_ip: 1.2.3.4, protocol: udp}", "1.2.3.4 8080->80/udp")]
    [InlineData("{target: 80, published: 8080-8090}", "8080-8090->80/tcp")]
    [InlineData("'${PORT:-3000}:80'", "3000->80/tcp")]
    public void Ports_are_read_in_every_form(string written, string expected)
    {
        var project = ComposeFixture.Load($"services: {{web: {{image: x, ports: [{written}]}}}}");

        Assert.Equal(expected, string.Join(", ", project.Services["web"].Ports.Select(Show)));
    }

    [Theory]
    [InlineData("a:80")]
    [InlineData("80:a")]
    [InlineData("70000:80")]
    [InlineData("1-2:1-3")]
    [InlineData("80/foo")]
    [InlineData("1.2.3:80:80")]
    [InlineData("localhost:80:80")]
    [InlineData("5-3:80")]
    [InlineData("80:0")]
    public void Ports_that_are_none_are_refused(string written)
    {
        var problems = ComposeFixture.Problems($"services:\n  web:\n    image: x\n    ports:\n      - '{written}'\n");

        Assert.Equal(
            $"""
            error SW0219: 'services.web.ports[0]' has '{written}', which is not a port such as "8080:80"
              compose.yaml:5:9
              try: write a port such as "8080:80"
            """,
            problems);
    }

    [Theory]
    [InlineData("/data", "Volume  -> /data")]
    [InlineData("data:/data", "Volume data -> /data")]
    [InlineData("./data:/data:ro", "Bind <folder>/data -> /data read-only")]
    [InlineData(".:/data/", "Bind <folder> -> /data")]
    [InlineData("/abs:/data:z,ro", "Bind /abs -> /data read-only")]
    [InlineData("~/x:/data", "Bind /home/me/x -> /data")]
    [InlineData("{type: bind, source: rel, target: /data, read_only: true}", "Bind <folder>/rel -> /data read-only")]
    [InlineData("{type: tmpfs, target: /data, tmpfs: {size: 10m}}", "Tmpfs  -> /data")]
    [InlineData("{type: volume, source: data, target: /data}", "Volume data -> /data")]
    public void Volumes_are_read_in_every_form(string written, string expected)
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", $"services:\n  web:\n    image: x\n    volumes:\n      - {written}\nvolumes:\n  data:\n");

        var project = fixture.Load(new() { ProjectFolder = "", Environment = ComposeFixture.Pairs(("HOME", "/home/me")) });

        var mount = Assert.Single(project.Services["web"].Volumes);
        Assert.Equal(
            expected,
            $"{mount.Kind} {mount.Source?.Replace(fixture.Folder, "<folder>", StringComparison.Ordinal)} -> {mount.Target}{(mount.IsReadOnly ? " read-only" : "")}");
    }

    [Theory]
    [InlineData("A: 1", "1")]
    [InlineData("A: 1.50", "1.5")]
    [InlineData("A: true", "true")]
    [InlineData("A: yes", "yes")]
    [InlineData("A: 0644", "420")]
    [InlineData("A: 0o17", "15")]
    [InlineData("A: 0x1F", "31")]
    [InlineData("A: 1_000", "1000")]
    [InlineData("A: 1e3", "1000")]
    [InlineData("A: 0.00001", "1e-05")]
    [InlineData("A: 123456789.5", "1.234567895e+08")]
    [InlineData("A: 08", "8")]
    [InlineData("A: 1:30", "1:30")]
    [InlineData("A: '0644'", "0644")]
    [InlineData("A: 12345678901234567890", "12345678901234567890")]
    [InlineData("A:", null)]
    [InlineData("A: ''", "")]
    [InlineData("HERE:", "from-process")]
    [InlineData("- A=x=y", "x=y")]
    [InlineData("- HERE", "from-process")]
    [InlineData("- A", null)]
    public void Values_of_the_environment_are_what_the_container_gets(string written, string? expected)
    {
        var project = ComposeFixture.Load(
            $"services:\n  web:\n    image: x\n    environment:\n      {written}\n", null, ("HERE", "from-process"));

        Assert.Equal(expected, Assert.Single(project.Services["web"].Environment).Value);
    }

    [Fact]
    public void Everything_that_a_service_says_is_there()
    {
        const string compose = """
            x-base: &base
              restart: unless-stopped
              networks: [back]
            services:
              web:
                <<: *base
                image: shop/web:1
                hostname: web
                command: serve --port "80 81"
                entrypoint: ["/entry"]
                user: "1000:1000"
                init: true
                read_only: true
                stop_grace_period: 1m30s
                labels: ["a=1", "b"]
                healthcheck: { test: curl -f localhost, interval: 1m30s, timeout: 500ms, retries: 5, start_period: 1h }
                depends_on:
                  db: { condition: service_healthy }
                  cache: { condition: service_started, required: false }
                deploy:
                  replicas: 2
                  resources:
                    limits: { memory: 1.5g, cpus: "0.5", pids: 9 }
                    reservations: { memory: 256M }
                secrets: [token]
                x-slipway: { size: 25MB, probes: [a, b] }
              db: { image: postgres:15, network_mode: "service:cache" }
              cache: { image: redis:7, mem_limit: 64m }
            networks:
              back: { ipam: { config: [{ subnet: 172.20.0.0/16 }] } }
              away: { external: true, name: elsewhere }
            volumes:
              data: { name: kept }
            secrets:
              token: { environment: TOKEN }
            x-slipway: { migrate: job }
            """;

        var project = ComposeFixture.Load(compose);

        var web = project.Services["web"];
        Assert.Equal("compose.yaml:5:3", web.Place.ToString());
        Assert.Equal(["serve", "--port", "80 81"], web.Command);
        Assert.Equal(["/entry"], web.Entrypoint);
        Assert.Equal(("web", "1000:1000", "unless-stopped", 2), (web.Hostname, web.User, web.Restart, web.Replicas));
        Assert.True(web.Init);
        Assert.True(web.IsReadOnly);
        Assert.Equal(TimeSpan.FromSeconds(90), web.StopGracePeriod);
        Assert.Equal("a=1 b=", string.Join(' ', web.Labels.Select(label => $"{label.Key}={label.Value}")));
        Assert.Equal(["CMD-SHELL", "curl -f localhost"], web.HealthCheck!.Test);
        Assert.Equal(TimeSpan.FromMilliseconds(500), web.HealthCheck.Timeout);
        Assert.Equal((5, TimeSpan.FromHours(1)), (web.HealthCheck.Retries, web.HealthCheck.StartPeriod!.Value));
        Assert.Equal(
            ["db Healthy True compose.yaml:18:7", "cache Started False compose.yaml:19:7"],
            web.DependsOn.Select(need => $"{need.Service} {need.Condition} {need.IsRequired} {need.Place}").ToList());
        Assert.Equal(new ComposeResources { Memory = new ByteSize(1610612736), Cpus = 0.5, Pids = 9 }, web.Limits);
        Assert.Equal(new ByteSize(268435456), web.Reservations.Memory);
        Assert.Equal("token", Assert.Single(web.Secrets).Source);
        Assert.Equal("25MB", ((YamlScalar)web.Extension!["size"]!).Text);
        Assert.Equal("back", Assert.Single(web.Networks).Network);
        Assert.Equal("cache", Assert.Single(project.Services["db"].DependsOn).Service);
        Assert.Equal(new ByteSize(67108864), project.Services["cache"].Limits.Memory);
        Assert.Equal(
            ["default shop_default False", "back shop_back False", "away elsewhere True"],
            project.Networks.Values.Select(network => $"{network.Key} {network.Name} {network.IsExternal}").ToList());
        Assert.Equal("172.20.0.0/16", Assert.Single(project.Networks["back"].Subnets).Subnet);
        Assert.Equal("kept", project.Volumes["data"].Name);
        Assert.Equal("TOKEN", project.Secrets["token"].Variable);
        Assert.Equal("job", ((YamlScalar)project.Extension!["migrate"]!).Text);
    }

    [Fact]
    public void Builds_are_read()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", """
            services:
              short: { build: ./short }
              long:
                build:
                  context: sub
                  dockerfile: ../Other
                  target: final
                  args: [A=1, HERE, NOWHERE]
                  additional_contexts: { near: ./near, far: "docker-image://alpine" }
              remote: { build: "https://example.org/x.git#main" }
              inline: { build: { dockerfile_inline: "FROM scratch" } }
            """);

        var services = fixture.Load(new() { ProjectFolder = "", Environment = ComposeFixture.Pairs(("HERE", "2")) }).Services;

        Assert.Equal(Path.Combine(fixture.Folder, "short", "Dockerfile"), services["short"].Build!.DockerfilePath);
        var build = services["long"].Build!;
        Assert.Equal(Path.Combine(fixture.Folder, "Other"), build.DockerfilePath);
        Assert.Equal("final", build.Target);
        Assert.Equal("A=1 HERE=2", string.Join(' ', build.Args.Select(arg => $"{arg.Key}={arg.Value}")));
        Assert.Equal(Path.Combine(fixture.Folder, "near"), build.AdditionalContexts["near"]);
        Assert.Equal("docker-image://alpine", build.AdditionalContexts["far"]);
        Assert.True(services["remote"].Build!.IsRemote);
        Assert.Equal("FROM scratch", services["inline"].Build!.DockerfileInline);
    }

    private static string Show(ComposePort port) =>
        $"{(port.HostIp is null ? "" : port.HostIp + " ")}{(port.Published is null ? "" : port.Published + "->")}{port.Target}/{port.Protocol}";
}
