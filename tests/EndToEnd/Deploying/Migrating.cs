namespace EndToEnd.Deploying;

public sealed class Migrating(Machine machine)
{
    [Fact]
    public async Task A_migration_that_hangs_is_ended_by_its_own_deadline_and_the_old_release_stays()
    {
        await using var project = machine.NewProject("hangs");
        MigratedStack.Write(project, "test ! -e /data/once && touch /data/once || exec sleep 3600");
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var before = await project.ContainersAsync();

        var run = (await project.RunUnscannedAsync("Deploy", "--migrate-timeout", "3s")).FailsWith(1);

        Assert.StartsWith("error SW0505: the one-shot of service 'migrate' was ended after # s, its time limit\n", run.Problem, StringComparison.Ordinal);
        Assert.Equal(before.Select(container => container.Id), (await project.ContainersAsync()).Select(container => container.Id));
    }

    [Fact]
    public async Task A_migration_that_is_stopped_half_way_leaves_its_data_and_no_container()
    {
        await using var project = machine.NewProject("stopped");
        MigratedStack.Write(project, "touch /data/half; echo half way; exec sleep 3600");
        var running = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy", "--keep-failed");
        await running.SaysAsync("half way");

        await running.SignalAsync("INT");

        (await running.Completion).FailsWith(130);
        Assert.Equal([$"{project.StackName}-db-1"], (await project.ContainersAsync()).Select(container => container.Name));
        Assert.Contains($"volume {project.StackName}_data", await project.LeftOnEngineAsync());
        project.LeavesNoLock();
    }
}
