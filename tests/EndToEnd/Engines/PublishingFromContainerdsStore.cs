using EndToEnd.BuildKit;

namespace EndToEnd.Engines;

[Trait("Category", "Deep")]
public sealed class PublishingFromContainerdsStore(Machine machine)
{
    private static readonly EngineSettings Containerd = new() { Settings = """{ "features": { "containerd-snapshotter": true } }""" };

    [Fact]
    public async Task What_was_verified_is_what_the_registry_has()
    {
        await using var engine = await OwnEngine.StartAsync(machine, Containerd);
        await using var project = machine.NewProject("store");
        await using var registry = await Registry.StartAsync();
        project.Environment["DOCKER_HOST"] = engine.Address;
        project.WriteTwoImages();

        var pushed = (await project.RunUnscannedAsync("Push", "--registry", registry.Host)).Succeeds();
        var again = (await project.RunUnscannedAsync("Push", "--registry", registry.Host)).Succeeds();

        Assert.True((await engine.Client.InfoAsync(TestContext.Current.CancellationToken)).UsesContainerdStore);
        foreach (var name in (string[])["one", "two"])
        {
            var id = (await engine.Client.InspectImageAsync($"{project.StackName}/{name}:test", TestContext.Current.CancellationToken))!.Id;
            Assert.Equal(id, await registry.DigestAsync($"{project.StackName}/{name}", "test"));
            Assert.Equal($"done: {id}", pushed.Summary[$"PushImages:{name}"]);
            Assert.StartsWith("up to date: fingerprint ", again.Summary[$"BuildImages:{name}"], StringComparison.Ordinal);
            Assert.Equal($"done: {id}, there already", again.Summary[$"PushImages:{name}"]);
        }
    }

    [Fact]
    public async Task A_changed_file_rebuilds_its_image_only()
    {
        await using var engine = await OwnEngine.StartAsync(machine, Containerd);
        await using var project = machine.NewProject("changed");
        project.Environment["DOCKER_HOST"] = engine.Address;
        project.WriteTwoImages();
        (await project.RunAsync("BuildImages")).Succeeds();
        project.Write("one/page.txt", "changed\n");

        var run = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.Equal(["start BuildImages:one  inputs changed: page.txt"], run.Lines("start BuildImages"));
    }

    [Fact]
    public async Task Attestations_several_platforms_and_caches_are_held()
    {
        await using var engine = await OwnEngine.StartAsync(machine, Containerd);
        await using var folders = new BuildFolders(engine.Client);
        await using var registry = await Registry.StartAsync();
        var cache = $"{registry.Host}/{folders.Name}:cache";
        var dockerfile = $"FROM {Machine.Base}\nRUN echo {folders.Name}\n";

        var attested = await folders.BuildAsync(folders.Request(dockerfile) with
        {
            Attestations = new Dictionary<string, string>(StringComparer.Ordinal) { ["provenance"] = "mode=min" },
            CacheTo = [$"type=registry,ref={cache},mode=max"],
        });
        var several = await folders.BuildAsync(folders.Request("FROM scratch\nCOPY Dockerfile /\n") with { Platforms = ["linux/amd64", "linux/arm64"] });
        await using var other = await OwnEngine.StartAsync(machine, new EngineSettings());
        await using var elsewhere = new BuildFolders(other.Client);
        var cached = await elsewhere.BuildAsync(elsewhere.Request(dockerfile) with { CacheFrom = [$"type=registry,ref={cache}"] });

        Assert.NotEqual(attested.Id, several.Id);
        Assert.NotNull(await registry.DigestAsync(folders.Name, "cache"));
        Assert.Equal(1, cached.CachedSteps);
    }
}
