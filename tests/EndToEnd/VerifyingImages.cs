namespace EndToEnd;

public sealed class VerifyingImages(Machine machine)
{
    [Fact]
    public async Task An_image_that_runs_as_root_fails()
    {
        await using var project = machine.NewProject("root");
        project.WriteSmallStack(dockerfileEnd: "ENV A=b");

        var run = (await project.RunAsync("VerifyImages")).FailsWith(1);

        Assert.Equal(Message("it runs as root: end the Dockerfile with USER and a user other than root"), run.Problem);
    }

    [Fact]
    public async Task An_image_without_a_health_check_fails()
    {
        await using var project = machine.NewProject("check");
        project.WriteSmallStack();
        project.WriteCompose($"services: {{ web: {{ image: '{project.StackName}/web:test', build: ./web }} }}");

        var run = (await project.RunAsync("VerifyImages")).FailsWith(1);

        Assert.Equal(Message("it has no health check: add HEALTHCHECK to the Dockerfile or healthcheck: to the service"), run.Problem);
    }

    [Fact]
    public async Task A_health_check_of_the_image_itself_will_do()
    {
        await using var project = machine.NewProject("own");
        project.WriteSmallStack(dockerfileEnd: "HEALTHCHECK CMD true\nUSER 1000");
        project.WriteCompose($"services: {{ web: {{ image: '{project.StackName}/web:test', build: ./web }} }}");

        (await project.RunAsync("VerifyImages")).Succeeds();
    }

    [Fact]
    public async Task An_image_above_its_size_fails()
    {
        await using var project = machine.NewProject("size");
        project.WriteSmallStack(dockerfileEnd: "RUN head -c 2097152 /dev/zero > /large\nUSER 1000", serviceEnd: "    x-slipway: { size: 1MB }");

        var run = (await project.RunAsync("VerifyImages")).FailsWith(1);

        Assert.Equal(Message("its layers above the base take 2 MiB, more than the 976.6 KiB of x-slipway"), run.Problem);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await using var project = machine.NewProject("all");
        project.WriteSmallStack(dockerfileEnd: "ENV A=b");
        project.WriteCompose($"services: {{ web: {{ image: '{project.StackName}/web:test', build: ./web }} }}");

        var run = (await project.RunAsync("VerifyImages")).FailsWith(1);

        Assert.Equal(
            Message(
                "it runs as root: end the Dockerfile with USER and a user other than root",
                "it has no health check: add HEALTHCHECK to the Dockerfile or healthcheck: to the service"),
            run.Problem);
    }

    [Fact]
    public async Task A_base_that_is_not_pinned_fails()
    {
        await using var project = machine.NewProject("pinned");
        project.WriteSmallStack();
        var below = $"{project.StackName}/below:latest";
        var id = (await machine.Engine.InspectImageAsync(Machine.Base, TestContext.Current.CancellationToken))!.Id;
        await machine.Engine.TagAsync(id, below, TestContext.Current.CancellationToken);
        project.Write("web/Dockerfile", $"FROM {below}\nUSER 1000\n");

        var run = (await project.RunAsync("VerifyImages")).FailsWith(1);

        Assert.Equal(Message("base STACK/below:latest is not pinned: name a version or a digest"), run.Problem);
    }

    private static string Message(params string[] findings) =>
        $"""
        error SW0704: image 'web' does not hold what is asked of it
          stacks/STACK/web/Dockerfile
          {string.Join("\n  ", findings)}
          try: mend the Dockerfile, or change the budget in x-slipway
          log: .nuke/temp/logs/VerifyImages_web.log
        """;
}
