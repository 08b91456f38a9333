namespace EndToEnd.Images;

public sealed class BuildingTwoStacks(Machine machine)
{
    [Fact]
    public async Task Two_stacks_at_once_get_their_own_images()
    {
        await using var first = machine.NewProject("first");
        await using var second = machine.NewProject("second");
        await using var registry = await Registry.StartAsync();
        first.WriteTwoImages();
        second.WriteTwoImages();

        var runs = await Task.WhenAll(first.RunUnscannedAsync("Push", "--registry", registry.Host), second.RunUnscannedAsync("Push", "--registry", registry.Host));

        Assert.Equal([0, 0], runs.Select(run => run.Succeeds().ExitCode));
        foreach (var (project, run) in (IEnumerable<(Project, Run)>)[(first, runs[0]), (second, runs[1])])
        {
            foreach (var name in (string[])["one", "two"])
            {
                Assert.Equal($"done: {await registry.DigestAsync($"{project.StackName}/{name}", "test")}", run.Summary[$"PushImages:{name}"]);
                Assert.Equal(project.StackName, (await machine.Engine.InspectImageAsync($"{project.StackName}/{name}:test", TestContext.Current.CancellationToken))!.Labels["io.slipway.stack"]);
            }
        }
    }
}
