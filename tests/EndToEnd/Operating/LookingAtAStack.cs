using System.Text.Json;

namespace EndToEnd.Operating;

public sealed class LookingAtAStack(Machine machine)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_works_by_labels_when_the_compose_file_is_broken()
    {
        await using var project = await StartAsync("broken");
        project.WriteCompose("services: [\n");

        var status = (await project.RunAsync("Status")).Succeeds();
        var logs = (await project.RunAsync("Logs", "--service", "store", "--tail", "1")).Succeeds();
        var restart = (await project.RunAsync("Restart")).Succeeds();
        var health = (await project.RunAsync("Health")).Succeeds();
        var shell = (await project.RunAsync("Shell", "--command", "echo from $(cat /proc/1/comm)")).Succeeds();
        var backup = (await project.RunAsync("BackupVolumes")).Succeeds();
        var clean = (await project.RunAsync("CleanAll", "--yes")).Succeeds();

        Assert.Contains(status.Lines("warn "), line => line.EndsWith("; going by the labels of project 'STACK'", StringComparison.Ordinal));
        Assert.Contains(status.Lines("      Status  store"), line => line.Contains("running  healthy", StringComparison.Ordinal));
        Assert.Equal(["      Logs  store-1 | it serves"], logs.Lines("      Logs"));
        Assert.Equal("done: 1 of 1 containers restarted and ready", restart.Summary["Restart"]);
        Assert.Equal("done: 1 containers, none ails", health.Summary["Health"]);
        Assert.Equal(["      Shell  from docker-init"], shell.Lines("      Shell"));
        Assert.Contains("1 volume", backup.Summary["BackupVolumes"], StringComparison.Ordinal);
        Assert.Equal("done: 1 containers removed, 1 volumes and 0 images removed", clean.Summary["CleanAll"]);
        Assert.Empty(await project.LeftOnEngineAsync());
    }

    [Fact]
    public async Task Programs_get_JSON_and_nothing_else_on_standard_output()
    {
        await using var project = await StartAsync("json");

        var status = (await project.RunAsync("Status", "--output", "json")).Succeeds();
        var logs = (await project.RunAsync("Logs", "--output", "json")).Succeeds();

        var service = JsonDocument.Parse(status.Output).RootElement.GetProperty("services")[0];
        Assert.Equal("store", service.GetProperty("service").GetString());
        Assert.Equal("healthy", service.GetProperty("health").GetString());
        Assert.Equal(64L << 20, service.GetProperty("memoryLimit").GetInt64());
        Assert.InRange(service.GetProperty("memory").GetInt64(), 1, 64L << 20);
        var lines = logs.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["it begins", "it serves"], lines.Select(line => line.GetProperty("text").GetString()));
        Assert.Equal(["stderr", "stdout"], lines.Select(line => line.GetProperty("stream").GetString()));
    }

    [Fact]
    public async Task What_is_not_there_or_not_well_is_told()
    {
        await using var project = await StartAsync("ailing");

        var unknown = (await project.RunAsync("Restart", "--service", "stroe")).FailsWith(2);
        var asked = (await project.RunAsync("CleanAll")).FailsWith(2);
        var shell = (await project.RunAsync("Shell")).FailsWith(2);
        var command = (await project.RunAsync("Shell", "--service", "store", "--command", "echo no such page >&2; exit 3")).FailsWith(1);
        var container = Assert.Single(await project.ContainersAsync());
        await machine.Engine.StopContainerAsync(container.Id, TimeSpan.Zero, Test);
        var health = (await project.RunAsync("Health")).FailsWith(1);
        var off = (await project.RunAsync("Restart", "--service", "extra")).FailsWith(1);
        (await project.RunAsync("Stop")).Succeeds();
        var nothing = (await project.RunAsync("Health")).FailsWith(1);

        Assert.StartsWith("error SW0707: the stack has no service 'stroe'\n  try: --service store\n", unknown.Problem, StringComparison.Ordinal);
        Assert.StartsWith("error SW0957: all of 'STACK' would be removed, its data too, and there is nobody to ask\n", asked.Problem, StringComparison.Ordinal);
        Assert.StartsWith("error SW0954: a shell needs a terminal, and there is none\n", shell.Problem, StringComparison.Ordinal);
        Assert.StartsWith("error SW0956: the command in service 'store' ended with exit code 3\n  says: no such page\n", command.Problem, StringComparison.Ordinal);
        Assert.Matches(@"^error SW0953: 'STACK' is not healthy\n  store: exited with exit code \d+, 0 restarts", health.Problem);
        Assert.StartsWith("error SW0952: service 'extra' of 'STACK' has no container\n", off.Problem, StringComparison.Ordinal);
        Assert.StartsWith("error SW0952: nothing of 'STACK' is there\n", nothing.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_are_followed_across_a_restart_until_Ctrl_C()
    {
        await using var project = await StartAsync("follow");
        var following = project.Start("Logs", "--follow", "--tail", "1");
        await following.SaysAsync("store-1 | it serves");
        var container = Assert.Single(await project.ContainersAsync());

        await machine.Engine.RestartContainerAsync(container.Id, TimeSpan.Zero, Test);
        await following.SaysAsync("store-1 | it begins");
        await following.SignalAsync("INT");
        var run = (await following.Completion).FailsWith(130);

        Assert.Equal(["store-1 | it serves", "store-1 | it begins"], run.Lines("      Logs").Select(line => line["      Logs  ".Length..]).Take(2));
    }

    private async Task<Project> StartAsync(string name)
    {
        var project = machine.NewProject(name);
        project.WriteCompose($$"""
            services:
              store:
                image: {{Machine.Base}}
                init: true
                mem_limit: 64m
                volumes: ["data:/data"]
                command: ["sh", "-c", "echo it begins >&2; sleep 0.2; echo it serves; touch /tmp/ready; exec sleep 3600"]
                healthcheck: { test: ["CMD-SHELL", "test -f /tmp/ready"], interval: 1s, retries: 10 }
              extra:
                image: {{Machine.Base}}
                profiles: [extra]
            volumes:
              data: {}
            """);
        (await project.RunAsync("Start")).Succeeds();
        return project;
    }
}
