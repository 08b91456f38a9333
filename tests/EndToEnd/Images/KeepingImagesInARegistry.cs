namespace EndToEnd.Images;

public sealed class KeepingImagesInARegistry(Machine machine)
{
    [Fact]
    public async Task Another_machine_pulls_what_was_verified_instead_of_building_it()
    {
        await using var project = machine.NewProject("cache");
        await using var registry = await Registry.StartAsync();
        await using var proxy = new RecordingProxy(machine.Engine.Endpoint.SocketPath!);
        project.WriteTwoImages();
        (await project.RunAsync("VerifyImages", "--cache-registry", $"{registry.Host}/cache")).Succeeds();
        var before = await project.ImageIdAsync("one:test");
        await ForgetAsync(project);
        project.Environment["DOCKER_HOST"] = proxy.Address;

        var run = (await project.RunAsync("BuildImages", "--cache-registry", $"{registry.Host}/cache")).Succeeds();

        Assert.All(["BuildImages:one", "BuildImages:two"], node => Assert.StartsWith("done: pulled from the cache, fingerprint ", run.Summary[node], StringComparison.Ordinal));
        Assert.Equal(before, await project.ImageIdAsync("one:test"));
        Assert.DoesNotContain(proxy.Requests, request => request.Contains("/build", StringComparison.Ordinal) || request.Contains("/grpc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_verified_is_not_kept()
    {
        await using var project = machine.NewProject("unverified");
        await using var registry = await Registry.StartAsync();
        project.WriteSmallStack(dockerfileEnd: "ENV A=b");

        (await project.RunAsync("VerifyImages", "--cache-registry", registry.Host)).FailsWith(1);

        Assert.Equal("{\"repositories\":[]}\n", await registry.CatalogAsync());
    }

    [Fact]
    public async Task An_entry_whose_label_is_another_is_refused_and_replaced()
    {
        await using var project = machine.NewProject("tampered");
        await using var registry = await Registry.StartAsync();
        project.WriteSmallStack();
        (await project.RunAsync("VerifyImages", "--cache-registry", registry.Host)).Succeeds();
        var id = await project.ImageIdAsync("web:test");
        var fingerprint = (await machine.Engine.InspectImageAsync(id, TestContext.Current.CancellationToken))!.Labels["io.slipway.fingerprint"];
        var entry = $"{registry.Host}/{project.StackName}/web:fp-{fingerprint}";
        var good = await registry.DigestAsync($"{project.StackName}/web", $"fp-{fingerprint}");
        await machine.Engine.TagAsync((await machine.Engine.InspectImageAsync(Machine.Base, TestContext.Current.CancellationToken))!.Id, entry, TestContext.Current.CancellationToken);
        await machine.Engine.PushAsync(entry, cancellationToken: TestContext.Current.CancellationToken);
        await ForgetAsync(project);

        var run = (await project.RunAsync("VerifyImages", "--cache-registry", registry.Host)).Succeeds();

        Assert.Contains($"STACK/web:fp-{fingerprint} is not what its name says: its label says nothing; the image is built, and replaces it once it is verified", Assert.Single(run.Lines("warn ")), StringComparison.Ordinal);
        Assert.StartsWith("done: built", run.Summary["BuildImages:web"], StringComparison.Ordinal);
        Assert.Equal(good, await registry.DigestAsync($"{project.StackName}/web", $"fp-{fingerprint}"));
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_costs_a_warning_and_no_more()
    {
        await using var project = machine.NewProject("nocache");
        project.WriteSmallStack();

        var run = (await project.RunAsync("BuildImages", "--cache-registry", "127.0.0.1:1")).Succeeds();

        Assert.Contains("the image cache cannot be used: registry '127.0.0.1:1' does not answer", Assert.Single(run.Lines("warn ")), StringComparison.Ordinal);
        Assert.StartsWith("done: built", run.Summary["BuildImages:web"], StringComparison.Ordinal);
    }

    // The engine of another machine does not have the images.
    private async Task ForgetAsync(Project project)
    {
        foreach (var image in await machine.Engine.ListImagesAsync(["io.slipway.stack=" + project.StackName], TestContext.Current.CancellationToken))
            await machine.Engine.RemoveImageAsync(image.Id, force: true, TestContext.Current.CancellationToken);
    }
}
