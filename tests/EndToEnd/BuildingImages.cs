namespace EndToEnd;

public sealed class BuildingImages(Machine machine)
{
    [Fact]
    public async Task BuildFast_builds_one_image_at_a_time()
    {
        await using var project = machine.NewProject("fast");
        project.WriteTwoImages();

        var plan = (await project.RunAsync("BuildFast", "--plan")).Succeeds();
        var run = (await project.RunAsync("BuildFast")).Succeeds();

        Assert.Contains("\nMode sequential: one node at a time\n", plan.Output, StringComparison.Ordinal);
        Assert.Equal(["start one", "done one", "start two", "done two"], Order(run));
        Assert.All(["BuildImages:one", "BuildImages:two"], node => Assert.StartsWith("done: built", run.Summary[node], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_builds_images_at_the_same_time()
    {
        await using var project = machine.NewProject("parallel");
        project.WriteTwoImages();

        var plan = (await project.RunAsync("Build", "--plan")).Succeeds();
        var run = (await project.RunAsync("Build")).Succeeds();

        Assert.Contains("\nMode parallel: everything that is ready\n", plan.Output, StringComparison.Ordinal);
        Assert.Equal(["start one", "start two"], Order(run).Take(2).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task BuildClean_builds_everything_again_without_the_cache()
    {
        await using var project = machine.NewProject("clean");
        project.WriteTwoImages();
        (await project.RunAsync("Build")).Succeeds();
        var before = await IdsAsync(project);

        var run = (await project.RunAsync("BuildClean")).Succeeds();

        Assert.Equal(
            ["start BuildImages:one  forced by --no-cache", "start BuildImages:two  forced by --no-cache"],
            run.Lines("start BuildImages").Order(StringComparer.Ordinal));
        Assert.Equal("done: built", run.Summary["BuildImages:one"]);
        var after = await IdsAsync(project);
        Assert.NotEqual(before.One, after.One);
        Assert.NotEqual(before.Two, after.Two);
    }

    [Fact]
    public async Task A_changed_file_rebuilds_its_image_only_and_is_named()
    {
        await using var project = machine.NewProject("inputs");
        project.WriteTwoImages();
        (await project.RunAsync("Build")).Succeeds();
        project.Write("one/page.txt", "changed\n");

        var run = (await project.RunAsync("Build")).Succeeds();

        Assert.Equal(["start BuildImages:one  inputs changed: page.txt"], run.Lines("start BuildImages"));
        Assert.StartsWith("up to date: fingerprint ", run.Summary["BuildImages:two"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_built_before_is_named_again_without_a_build()
    {
        await using var project = machine.NewProject("back");
        project.WriteTwoImages();
        (await project.RunAsync("Build")).Succeeds();
        var before = await project.ImageIdAsync("one:test");
        project.Write("one/page.txt", "changed\n");
        (await project.RunAsync("Build")).Succeeds();
        project.Write("one/page.txt", "one\n");

        var run = (await project.RunAsync("Build")).Succeeds();

        Assert.Equal("done: named: the image was there", run.Summary["BuildImages:one"]);
        Assert.Equal(before, await project.ImageIdAsync("one:test"));
    }

    [Fact]
    public async Task Neither_new_times_nor_a_missing_temp_folder_rebuild_anything()
    {
        await using var project = machine.NewProject("state");
        project.WriteTwoImages();
        (await project.RunAsync("Build")).Succeeds();
        var before = await IdsAsync(project);
        Directory.Delete(Path.Combine(project.Folder, ".nuke", "temp"), recursive: true);
        foreach (var file in Directory.EnumerateFiles(project.Stack, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime);

        var run = (await project.RunAsync("Build")).Succeeds();

        Assert.Empty(run.Lines("start BuildImages"));
        Assert.Equal(before, await IdsAsync(project));
    }

    private static async Task<(string One, string Two)> IdsAsync(Project project) =>
        (await project.ImageIdAsync("one:test"), await project.ImageIdAsync("two:test"));

    private static List<string> Order(Run run) =>
        [.. run.Lines("start BuildImages:", "done  BuildImages:").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => $"{words[0]} {words[1].Split(':')[1]}")];
}
