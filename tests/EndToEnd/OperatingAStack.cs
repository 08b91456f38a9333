using Slipway.Containers.Engine;

namespace EndToEnd;

public sealed class OperatingAStack(Machine machine)
{
    [Fact]
    public async Task Stop_removes_containers_and_networks_and_keeps_data_and_images()
    {
        await using var project = await DeployAsync("stop");

        var run = (await project.RunAsync("Stop")).Succeeds();

        Assert.Equal("done: 2 containers removed", run.Summary["Stop"]);
        Assert.Equal([$"volume {project.StackName}_data", $"image {project.StackName}/web:test"], await project.LeftOnEngineAsync());
    }

    [Fact]
    public async Task What_runs_is_removed_although_a_file_that_it_was_made_with_is_gone()
    {
        await using var project = machine.NewProject("gone");
        project.WriteSmallStack(serviceEnd: "    env_file: settings.env\n    volumes: [\"data:/data\"]\nvolumes: { data: {} }");
        project.Write("settings.env", "A=1\n");
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        File.Delete(Path.Combine(project.Stack, "settings.env"));

        var run = (await project.RunAsync("Clean", "--volumes")).Succeeds();

        Assert.Equal("done: 1 containers removed, 1 images removed, volumes removed", run.Summary["Clean"]);
        Assert.Empty(await project.LeftOnEngineAsync());
    }

    [Fact]
    public async Task Start_starts_again_what_was_stopped_with_its_data()
    {
        await using var project = await DeployAsync("start");
        (await project.RunAsync("Stop")).Succeeds();

        var run = (await project.RunAsync("Start")).Succeeds();

        Assert.Equal("done: 2 of 2 services are ready", run.Summary["Start"]);
        Assert.All(await project.ContainersAsync(), container => Assert.Equal(HealthStatus.Healthy, container.Health));
        var logs = (await project.RunAsync("Logs", "--service", "db")).Succeeds();
        Assert.EndsWith("| starts so far: 2", logs.Lines("      Logs")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clean_removes_images_too_and_with_volumes_everything()
    {
        await using var project = await DeployAsync("clean");

        var clean = (await project.RunAsync("Clean")).Succeeds();
        Assert.Equal("done: 2 containers removed, 1 images removed", clean.Summary["Clean"]);
        Assert.Equal([$"volume {project.StackName}_data"], await project.LeftOnEngineAsync());

        var all = (await project.RunAsync("Clean", "--volumes")).Succeeds();
        Assert.Equal("done: nothing was running, 0 images removed, volumes removed", all.Summary["Clean"]);
        Assert.Empty(await project.LeftOnEngineAsync());
    }

    [Fact]
    public async Task Status_shows_each_container_with_its_health()
    {
        await using var project = await DeployAsync("status");

        var run = (await project.RunAsync("Status")).Succeeds();
        (await project.RunAsync("Stop")).Succeeds();
        var stopped = (await project.RunAsync("Status")).Succeeds();

        Assert.Collection(
            run.Lines("      Status"),
            line => Assert.Matches(@"^      Status  service  state    health   up +image +cpu +memory$", line),
            line => Assert.Matches(@"^      Status  db       running  healthy  # s +alpine:3.21, .* old +\d+ % +\d+(\.\d+)? [KM]iB$", line),
            line => Assert.Matches(@"^      Status  web      running  healthy  # s +STACK/web:test, .* old  \d+ % of 50 % +.* [KM]iB of 64 MiB \(\d+ %\)$", line));
        Assert.Equal("done: 2 of 2 containers run", run.Summary["Status"]);
        Assert.Equal(["      Status  service  state", "      Status  db       missing", "      Status  web      missing"], stopped.Lines("      Status"));
        Assert.Equal("done: no container of STACK is there", stopped.Summary["Status"]);
    }

    [Fact]
    public async Task Logs_shows_all_services_or_one()
    {
        await using var project = await DeployAsync("logs");

        var all = (await project.RunAsync("Logs")).Succeeds();
        var one = (await project.RunAsync("Logs", "--service", "web", "--tail", "1")).Succeeds();
        var unknown = (await project.RunAsync("Logs", "--service", "wbe")).FailsWith(2);

        Assert.Equal(
            ["db-1  | starts so far: 1", "web-1 | hello", "web-1 | it serves"],
            all.Lines("      Logs").Select(line => line["      Logs  ".Length..]).Order(StringComparer.Ordinal));
        Assert.Equal(["      Logs  web-1 | it serves"], one.Lines("      Logs"));
        Assert.Matches("^error SW0707: the stack has no service 'wbe'\n  try: --service web\n  log: .nuke/temp/beside/[0-9]+/logs/Logs.log$", unknown.Problem);
    }

    private async Task<Project> DeployAsync(string name)
    {
        var project = machine.NewProject(name);
        project.WriteSmallStack(
            command: "echo hello; echo it serves; touch /tmp/ready; exec sleep 3600",
            serviceEnd: $$"""
                    mem_limit: 64m
                    cpus: 0.5
                  db:
                    image: {{Machine.Base}}
                    init: true
                    volumes: ["data:/data"]
                    command: ["sh", "-c", "echo start >> /data/starts; echo starts so far: $$(wc -l < /data/starts); exec sleep 3600"]
                    healthcheck: { test: ["CMD-SHELL", "test -f /data/starts"], interval: 1s, retries: 10 }
                volumes:
                  data: {}
                """);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        return project;
    }
}
