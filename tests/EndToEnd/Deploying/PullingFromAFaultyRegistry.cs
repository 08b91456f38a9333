using EndToEnd.Images;

namespace EndToEnd.Deploying;

public sealed class PullingFromAFaultyRegistry(Machine machine)
{
    [Theory]
    [InlineData("500 Internal Server Error")]
    [InlineData("429 Too Many Requests")]
    public async Task A_deployment_that_cannot_have_an_image_touches_nothing(string status)
    {
        await using var project = machine.NewProject("pull");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry);
        faulty.At("^(GET|HEAD) /v2/", Fault.Status(status), times: 1000);
        project.WriteSmallStack(serviceEnd: $"  other:\n    image: {faulty.Host}/{project.StackName}/other:test");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith($"error SW0431: base image '{faulty.Host}/STACK/other:test' cannot be had: it is not on the engine, cannot be pulled, and has no offline recipe\n", run.Problem, StringComparison.Ordinal);
        Assert.StartsWith("not run: needs ", run.Summary["ComposeUp"], StringComparison.Ordinal);
        Assert.DoesNotContain(await project.LeftOnEngineAsync(), left => !left.StartsWith("image ", StringComparison.Ordinal));
        project.LeavesNoLock();
    }
}
