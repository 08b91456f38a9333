namespace EndToEnd.Engines;

[Trait("Category", "Deep")]
public sealed class FillingTheDisk(Machine machine)
{
    [Fact]
    public async Task A_build_for_which_the_disk_is_too_small_says_so_and_the_next_one_is_right()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings { DiskSize = 200 });
        await using var project = machine.NewProject("full");
        project.Environment["DOCKER_HOST"] = engine.Address;
        project.WriteSmallStack(dockerfileEnd: $"RUN : {project.StackName}; dd if=/dev/urandom of=/large bs=1M count=400\nUSER 1000");

        var full = (await project.RunAsync("BuildImages")).FailsWith(1);
        project.WriteSmallStack(dockerfileEnd: $"RUN : {project.StackName}; dd if=/dev/urandom of=/small bs=1M count=4\nUSER 1000");
        var next = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.StartsWith($"error SW0421: image 'web' could not be built: 'RUN : STACK; dd if=/dev/urandom of=/large bs=1M count=400' failed\n", full.Problem, StringComparison.Ordinal);
        Assert.Contains("No space left on device", full.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\n  try: free disk space (docker builder prune), then repeat\n", full.Problem, StringComparison.Ordinal);
        Assert.StartsWith("done: built", next.Summary["BuildImages:web"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_for_which_the_disk_is_too_small_says_so()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings { DiskSize = 200 });
        await using var project = machine.NewProject("large");
        project.Environment["DOCKER_HOST"] = engine.Address;
        project.WriteSmallStack(dockerfileEnd: $"COPY large /large\nLABEL of={project.StackName}\nUSER 1000");
        await using (var large = File.Create(Path.Combine(project.Stack, "web", "large")))
        {
            var block = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
            {
                Random.Shared.NextBytes(block);
                await large.WriteAsync(block, TestContext.Current.CancellationToken);
            }
        }

        var full = (await project.RunAsync("BuildImages")).FailsWith(1);
        File.Delete(Path.Combine(project.Stack, "web", "large"));
        await engine.PruneAsync();
        // The engine keeps the half-written file open until its runtime collects what nobody uses, which it does every two minutes at the least.
        await Processes.UntilAsync(() => engine.FreeBytes > 50 << 20, "the engine to close the file that it could not write", TimeSpan.FromMinutes(5));
        project.WriteSmallStack();
        (await project.RunAsync("BuildImages")).Succeeds();

        Assert.StartsWith("error SW0421: image 'web' could not be built", full.Problem, StringComparison.Ordinal);
        Assert.Contains("\n  try: free disk space (docker builder prune), then repeat\n", full.Problem, StringComparison.Ordinal);
    }
}
