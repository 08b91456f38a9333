using Slipway.Containers.Engine;

namespace EndToEnd;

public sealed class DeployingAStack(Machine machine)
{
    [Fact]
    public async Task A_deployment_takes_a_stack_from_its_sources_to_health()
    {
        await using var project = machine.NewProject("deploy");
        project.WriteSmallStack();
        project.CutOff();

        var run = (await project.RunAsync("Deploy")).Succeeds();

        Assert.Equal("", run.Error);
        Assert.Equal(
            [
                "PrepareEngine", "PrepareEnvironment", "Doctor", "Restore:alpine:3.21", "BuildImages:web", "PrepareTrivy", "ScanImages:web",
                "VerifyImages:web", "PushImages:web", "ComposeUpDependencies", "Migrate", "ComposeUp", "HealthGate",
            ],
            run.Summary.Keys);
        Assert.StartsWith("done: built", run.Summary["BuildImages:web"], StringComparison.Ordinal);
        Assert.Equal($"done: user 1000, 6 B above {Machine.Base}", run.Summary["VerifyImages:web"]);
        Assert.Equal("skipped: no --registry is given", run.Summary["PushImages:web"]);
        Assert.Equal("skipped: the compose file names no service that migrates", run.Summary["Migrate"]);
        Assert.Equal("done: 1 of 1 services are ready", run.Summary["HealthGate"]);
        var container = Assert.Single(await project.ContainersAsync());
        Assert.Equal(HealthStatus.Healthy, container.Health);
    }

    [Fact]
    public async Task A_second_deployment_finds_everything_up_to_date_and_recreates_nothing()
    {
        await using var project = machine.NewProject("again");
        project.WriteSmallStack();
        project.CutOff();
        (await project.RunAsync("Deploy")).Succeeds();
        var before = await project.ContainersAsync();

        var run = (await project.RunAsync("Deploy")).Succeeds();

        Assert.All(["Restore:alpine:3.21", "BuildImages:web", "ScanImages:web"], node => Assert.StartsWith("up to date: ", run.Summary[node], StringComparison.Ordinal));
        Assert.Equal("done: 1 of 1 services are ready", run.Summary["HealthGate"]);
        Assert.True(run.Duration < TimeSpan.FromSeconds(10), run.ToString());
        Assert.Equal(before.Select(Identity), (await project.ContainersAsync()).Select(Identity));
    }

    [Fact]
    public async Task A_change_of_an_image_recreates_its_containers_and_no_others()
    {
        await using var project = machine.NewProject("change");
        project.WriteTwoImages();
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var before = (await project.ContainersAsync()).ToDictionary(container => container.Name, Identity, StringComparer.Ordinal);
        project.Write("one/page.txt", "another\n");

        var run = (await project.RunUnscannedAsync("Deploy")).Succeeds();

        var after = (await project.ContainersAsync()).ToDictionary(container => container.Name, Identity, StringComparer.Ordinal);
        Assert.NotEqual(before[$"{project.StackName}-one-1"], after[$"{project.StackName}-one-1"]);
        Assert.Equal(before[$"{project.StackName}-two-1"], after[$"{project.StackName}-two-1"]);
        Assert.StartsWith("up to date: ", run.Summary["BuildImages:two"], StringComparison.Ordinal);
    }

    private static (string Id, DateTimeOffset? Started) Identity(ContainerDetails container) => (container.Id, container.Started);
}
