namespace EndToEnd.Deploying;

public sealed class InterruptingStages(Machine machine)
{
    /// <summary>The stage, and what the run says when it is in the midst of it.</summary>
    public static TheoryData<string, string> Stages => new()
    {
        { "ComposeUpDependencies", "-slow-1 Started" },
        { "Migrate", "the migration hangs" },
        { "ComposeUp", "-slow-1 Started" },
        { "HealthGate", "web: running, starting" },
    };

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Ctrl_C_in_a_first_deployment_leaves_its_images_and_no_lock(string stage, string sign)
    {
        await using var project = machine.NewProject("ctrl-c");
        WriteStack(project, "one", stage);
        var running = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await running.SaysAsync(sign);

        await running.SignalAsync("INT");
        var run = (await running.Completion).FailsWith(130);

        Assert.StartsWith("interrupted", run.Summary[stage], StringComparison.Ordinal);
        await project.LeavesOnlyAsync("web:test");
        Assert.Equal("done: nothing was running", (await project.RunAsync("Stop")).Succeeds().Summary["Stop"]);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Ctrl_C_in_a_later_one_says_how_to_go_on_and_the_next_deployment_mends_it(string stage, string sign)
    {
        await using var project = machine.NewProject("later");
        WriteStack(project, "one", stage: "");
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        WriteStack(project, "two", stage);
        var running = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await running.SaysAsync(sign);

        await running.SignalAsync("INT");
        var run = (await running.Completion).FailsWith(130);
        var back = (await project.RunAsync("Rollback", "--to", "1")).Succeeds();

        Assert.StartsWith("interrupted", run.Summary[stage], StringComparison.Ordinal);
        Assert.Contains("stopped on the way: ./build.sh Deploy goes on, ./build.sh Rollback goes back", run.Output, StringComparison.Ordinal);
        Assert.Equal("done: 2 of 2 services are ready, release 1", back.Summary["Rollback"]);
        Assert.Contains($"volume {project.StackName}_data", await project.LeftOnEngineAsync());
        project.LeavesNoLock();
    }

    // Only in the stage that is meant, something never comes to its end.
    private static void WriteStack(Project project, string version, string stage)
    {
        string WaitsIn(string hangs, string otherwise) => stage == hangs ? "slow: { condition: service_healthy }" : otherwise;
        project.WriteSmallStack();
        project.Write("web/page.txt", version + "\n");
        project.WriteCompose($$"""
            x-slipway: { migrate: migrate }
            services:
              db:
                image: {{Machine.Base}}
                init: true
                volumes: ["data:/data"]
                environment: { VERSION: "{{version}}" }
                command: ["sh", "-c", "touch /tmp/ready; exec sleep 3600"]
                depends_on: { {{WaitsIn("ComposeUpDependencies", "")}} }
                healthcheck: { test: ["CMD-SHELL", "test -f /tmp/ready"], interval: 1s, retries: 1000 }
              migrate:
                image: {{project.StackName}}/web:test
                profiles: [migrate]
                init: true
                depends_on: { db: { condition: service_healthy } }
                command: ["sh", "-c", "{{(stage == "Migrate" ? "echo the migration hangs; exec sleep 3600" : "echo migrated")}}"]
              web:
                image: {{project.StackName}}/web:test
                build: ./web
                init: true
                depends_on: { {{WaitsIn("ComposeUp", "db: { condition: service_healthy }")}} }
                healthcheck: { test: ["CMD-SHELL", "{{(stage == "HealthGate" ? "exit 1" : "test -f /tmp/ready")}}"], interval: 1s, retries: 1000 }
            {{(stage.StartsWith("ComposeUp", StringComparison.Ordinal) ? $$"""
              slow:
                image: {{Machine.Base}}
                init: true
                command: ["sleep", "3600"]
                healthcheck: { test: ["CMD-SHELL", "exit 1"], interval: 1s, retries: 1000 }
            """ : "")}}
            volumes:
              data: {}
            """);
    }
}
