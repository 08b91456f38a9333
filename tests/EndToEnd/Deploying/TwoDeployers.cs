using Slipway.Containers.Composing;

namespace EndToEnd.Deploying;

public sealed class TwoDeployers(Machine machine)
{
    [Fact]
    public async Task A_second_clone_is_refused_while_the_first_deploys_and_names_it()
    {
        await using var project = machine.NewProject("locked");
        WriteGatedStack(project);
        var first = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await first.SaysAsync("start HealthGate");
        using var clone = new Clone(project);

        var second = await clone.RunAsync("Stop");
        var waiting = clone.RunAsync("Stop", "--lock-timeout", "60s");
        project.Write("gate/open", "");

        (await first.Completion).Succeeds();
        Assert.Equal(4, second.ExitCode);
        Assert.Matches(
            $@"error SW0442: another deployment of '{project.StackName}' is under way: \S+@\S+, process {await first.Id}, since \S+ \S+ UTC\n  lock: container 'slipway-lock-{project.StackName}' on the engine\n",
            second.StandardOutput);
        Assert.Equal(0, (await waiting).ExitCode);
        Assert.Empty(await machine.Engine.ListContainersAsync([$"{ComposeLabels.Project}={project.StackName}"], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_deployer_that_was_killed_leaves_no_lock_on_the_engine()
    {
        await using var project = machine.NewProject("killed");
        WriteGatedStack(project);
        var first = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await first.SaysAsync("start HealthGate");
        await first.SignalAsync("KILL");
        (await first.Completion).FailsWith(137);
        project.Write("gate/open", "");

        (await project.RunUnscannedAsync("Deploy")).Succeeds();
    }

    private static void WriteGatedStack(Project project)
    {
        Directory.CreateDirectory(Path.Combine(project.Stack, "gate"));
        project.WriteSmallStack(healthCheck: "test -e /gate/open", serviceEnd: "    volumes: [\"./gate:/gate:ro\"]", retries: 1000);
    }
}
