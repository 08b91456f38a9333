using System.Text.Json;

namespace EndToEnd;

public sealed class PushingImages(Machine machine)
{
    private const string Password = "s3cret-of-the-registry";

    [Fact]
    public async Task Images_are_pushed_and_their_digests_recorded()
    {
        await using var project = machine.NewProject("push");
        await using var registry = await Registry.StartAsync();
        project.WriteSmallStack();
        project.CutOff();

        var run = (await project.RunAsync("Push", "--registry", $"{registry.Host}/team")).Succeeds();

        var digest = await registry.DigestAsync($"team/{project.StackName}/web", "test");
        Assert.Matches("^sha256:[0-9a-f]{64}$", digest);
        Assert.Equal($"done: {digest}", run.Summary["PushImages:web"]);
        using var record = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project.Folder, ".nuke", "temp", "reports", "push", project.StackName, "web.json"), TestContext.Current.CancellationToken));
        Assert.Equal($"{registry.Host}/team/{project.StackName}/web:test", record.RootElement.GetProperty("reference").GetString());
        Assert.Equal(digest, record.RootElement.GetProperty("digest").GetString());
        Assert.Equal(await project.ImageIdAsync("web:test"), record.RootElement.GetProperty("imageId").GetString());
    }

    [Fact]
    public async Task A_registry_with_a_password_gets_it_and_nobody_else()
    {
        await using var project = machine.NewProject("auth");
        await using var registry = await Registry.StartAsync(Password);
        project.WriteSmallStack();
        project.Environment["SLIPWAY_REGISTRY_USER"] = Registry.User;
        project.Environment["SLIPWAY_REGISTRY_PASSWORD"] = Password;

        var run = (await project.RunUnscannedAsync("Push", "--registry", registry.Host, "--verbosity", "verbose")).Succeeds();

        Assert.Matches("^done: sha256:[0-9a-f]{64}$", run.Summary["PushImages:web"]);
        ShowsNowhere(project, run, Password);
    }

    [Fact]
    public async Task A_wrong_password_fails_with_what_to_do_and_shows_nowhere()
    {
        await using var project = machine.NewProject("wrong");
        await using var registry = await Registry.StartAsync(Password);
        project.WriteSmallStack();
        project.Environment["SLIPWAY_REGISTRY_USER"] = Registry.User;
        project.Environment["SLIPWAY_REGISTRY_PASSWORD"] = "another-s3cret";

        var run = (await project.RunUnscannedAsync("Push", "--registry", registry.Host, "--verbosity", "verbose")).FailsWith(1);

        Assert.Contains($"{registry.Host}/STACK/web:test", run.Problem, StringComparison.Ordinal);
        Assert.Contains("\n  try: ", run.Problem, StringComparison.Ordinal);
        ShowsNowhere(project, run, "another-s3cret");
    }

    [Fact]
    public async Task A_password_is_refused_on_the_command_line()
    {
        await using var project = machine.NewProject("line");
        project.WriteSmallStack();

        var run = (await project.RunAsync("Push", "--registry-password", "s3cret-in-sight")).FailsWith(2);

        Assert.Contains("SLIPWAY_REGISTRY_PASSWORD", run.Error, StringComparison.Ordinal);
        ShowsNowhere(project, run, "s3cret-in-sight");
    }

    [Fact]
    public async Task Nothing_is_pushed_before_every_image_has_passed()
    {
        await using var project = machine.NewProject("barrier");
        await using var registry = await Registry.StartAsync();
        project.WriteTwoImages();
        project.Write("two/Dockerfile", $"FROM {Machine.Base}\nLABEL stack={project.StackName}\n");

        var run = (await project.RunUnscannedAsync("Push", "--registry", registry.Host)).FailsWith(1);

        Assert.StartsWith("error SW0704: image 'two' does not hold what is asked of it\n", run.Problem, StringComparison.Ordinal);
        Assert.Equal("not run: needs VerifyImages:two", run.Summary["PushImages:one"]);
        Assert.Equal("{\"repositories\":[]}\n", await registry.CatalogAsync());
    }

    private static void ShowsNowhere(Project project, Run run, string secret)
    {
        var temp = Path.Combine(project.Folder, ".nuke", "temp");
        var written = Directory.Exists(temp) ? Directory.EnumerateFiles(temp, "*", SearchOption.AllDirectories).Select(File.ReadAllText) : [];
        Assert.All([run.Raw, .. written], text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }
}
