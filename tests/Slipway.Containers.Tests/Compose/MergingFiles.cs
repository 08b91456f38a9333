namespace Slipway.Containers.Tests.Compose;

public sealed class MergingFiles
{
    [Fact]
    public void The_later_file_wins_field_by_field()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", """
            services:
              web:
                image: x
                command: [a, b]
                ports: ["80:80", "81:81"]
                environment: [A=1, B=2]
                volumes: ["./x:/x", "data:/n"]
                depends_on: [db]
                networks: [one]
                build: ./ctx
                healthcheck: { test: [CMD, a], interval: 1s }
              db: { image: y }
            networks: { one: , two: }
            volumes: { data: }
            """);
        fixture.Write("compose.override.yml", """
            services:
              web:
                command: c
                ports: ["80:80", "82:81"]
                environment: { B: 3, C: 4 }
                volumes: ["./y:/x", "./z:/z"]
                depends_on: { db: { condition: service_healthy } }
                networks: { two: { aliases: [q] } }
                build: { target: t, args: [X=1] }
                healthcheck: { test: b, timeout: 2s }
            """);

        var web = fixture.Load(new() { ProjectFolder = "" }).Services["web"];

        Assert.Equal("x", web.Image);
        Assert.Equal(["c"], web.Command);
        Assert.Equal(["80->80", "81->81", "82->81"], web.Ports.Select(port => $"{port.Published}->{port.Target}").ToList());
        Assert.Equal(["A=1", "B=3", "C=4"], web.Environment.Select(pair => $"{pair.Key}={pair.Value}").ToList());
        Assert.Equal(["y -> /x", "data -> /n", "z -> /z"], web.Volumes.Select(mount => $"{Path.GetFileName(mount.Source)} -> {mount.Target}").ToList());
        Assert.Equal("db Healthy", string.Join(' ', web.DependsOn.Select(need => $"{need.Service} {need.Condition}")));
        Assert.Equal(["one", "two"], web.Networks.Select(use => use.Network).ToList());
        Assert.Equal(("ctx", "t"), (Path.GetFileName(web.Build!.Context), web.Build.Target));
        Assert.Equal(["CMD-SHELL", "b"], web.HealthCheck!.Test);
        Assert.Equal((1, 2), (web.HealthCheck.Interval!.Value.Seconds, web.HealthCheck.Timeout!.Value.Seconds));
    }

    [Fact]
    public void Places_are_those_of_the_file_that_says_it()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("a.yaml", "services:\n  web:\n    image: x\n    ports: ['80:80']\n");
        fixture.Write("b/c.yaml", "services:\n  web:\n    ports:\n      - 81:81\n");

        var project = fixture.Load(new() { ProjectFolder = "", Files = ["a.yaml", "b/c.yaml"] });

        Assert.Equal(["a.yaml:4:13", "b/c.yaml:4:9"], project.Services["web"].Ports.Select(port => port.Place.ToString()).ToList());
        Assert.Equal([Path.Combine(fixture.Folder, "a.yaml"), Path.Combine(fixture.Folder, "b", "c.yaml")], project.Files);
    }

    [Fact]
    public void Places_may_be_told_from_a_folder_above()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "services: {web: {image: x}}");

        var project = fixture.Load(new() { ProjectFolder = "", RootFolder = Path.GetDirectoryName(fixture.Folder) });

        Assert.Equal($"{Path.GetFileName(fixture.Folder)}/compose.yaml:1:12", project.Services["web"].Place.ToString());
    }
}
