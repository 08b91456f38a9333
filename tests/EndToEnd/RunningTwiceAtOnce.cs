namespace EndToEnd;

public sealed class RunningTwiceAtOnce(Machine machine)
{
    [Fact]
    public async Task The_second_refuses_and_names_the_first()
    {
        await using var project = machine.NewProject("twice");
        WriteGatedStack(project);
        var first = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await first.SaysAsync("start HealthGate");

        var second = (await project.RunAsync("BuildImages")).FailsWith(4);

        Assert.Equal(
            $"""
            error SW0042: another run works in this folder: process {await first.Id}
              lock: FOLDER/.nuke/temp/lock
              try: wait for it, or add --wait

            """,
            second.Error);
        Assert.Equal("", second.Output);
        OpenGate(project);
        (await first.Completion).Succeeds();
    }

    [Fact]
    public async Task With_wait_the_second_waits_for_the_first()
    {
        await using var project = machine.NewProject("wait");
        WriteGatedStack(project);
        var first = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await first.SaysAsync("start HealthGate");

        var second = project.Start("BuildImages", "--wait");
        await second.SaysAsync($"waiting for process {await first.Id}, which works in this folder");
        Assert.False(first.Completion.IsCompleted);
        OpenGate(project);

        (await first.Completion).Succeeds();
        Assert.StartsWith("up to date: fingerprint ", (await second.Completion).Succeeds().Summary["BuildImages:web"], StringComparison.Ordinal);
        project.LeavesNoLock();
    }

    [Fact]
    public async Task Plans_and_lists_do_not_wait()
    {
        await using var project = machine.NewProject("look");
        WriteGatedStack(project);
        var first = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await first.SaysAsync("start HealthGate");

        (await project.RunAsync("BuildImages", "--plan")).Succeeds();
        (await project.RunAsync("--list")).Succeeds();

        Assert.False(first.Completion.IsCompleted);
        OpenGate(project);
        (await first.Completion).Succeeds();
    }

    [Fact]
    public async Task A_run_that_was_killed_leaves_no_lock_behind()
    {
        await using var project = machine.NewProject("killed");
        WriteGatedStack(project);
        var first = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await first.SaysAsync("start HealthGate");

        await first.SignalAsync("KILL");
        (await first.Completion).FailsWith(137);
        OpenGate(project);

        (await project.RunUnscannedAsync("Deploy")).Succeeds();
    }

    // Healthy as soon as the test says so.
    private static void WriteGatedStack(Project project)
    {
        Directory.CreateDirectory(Path.Combine(project.Stack, "gate"));
        project.WriteSmallStack(healthCheck: "test -e /gate/open", serviceEnd: "    volumes: [\"./gate:/gate:ro\"]", retries: 1000);
    }

    private static void OpenGate(Project project) => project.Write("gate/open", "");
}
