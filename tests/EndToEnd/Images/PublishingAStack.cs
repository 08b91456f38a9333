using System.Text.Json;

namespace EndToEnd.Images;

public sealed class PublishingAStack(Machine machine)
{
    [Fact]
    public async Task What_a_registry_has_is_not_sent_again()
    {
        await using var project = machine.NewProject("again");
        await using var registry = await Registry.StartAsync();
        await using var faulty = new FaultyRegistry(registry);
        project.WriteSmallStack();
        (await project.RunUnscannedAsync("Push", "--registry", faulty.Host)).Succeeds();
        var writes = faulty.Writes.Count;

        var run = (await project.RunUnscannedAsync("Push", "--registry", faulty.Host)).Succeeds();

        Assert.True(writes > 0);
        Assert.Equal(writes, faulty.Writes.Count);
        Assert.EndsWith(", there already", run.Summary["PushImages:web"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_registries_get_several_tags_of_the_same_image()
    {
        await using var project = machine.NewProject("several");
        await using var first = await Registry.StartAsync();
        await using var second = await Registry.StartAsync();
        project.WriteSmallStack();
        await project.MakeRepositoryAsync("v3.1.0");

        var run = (await project.RunUnscannedAsync("Push", "--registry", $"{first.Host}/team,{second.Host}", "--tag", "candidate,semver:2.4.1", "--tag", "git:describe,git:version")).Succeeds();

        var digest = run.Summary["PushImages:web"]["done: ".Length..];
        foreach (var tag in (string[])["candidate", "2.4.1", "2.4", "2", "v3.1.0", "3.1.0", "3.1", "3"])
        {
            Assert.Equal(digest, await first.DigestAsync($"team/{project.StackName}/web", tag));
            Assert.Equal(digest, await second.DigestAsync($"{project.StackName}/web", tag));
        }

        Assert.Null(await first.DigestAsync($"team/{project.StackName}/web", "test"));
        using var record = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project.Folder, ".nuke", "temp", "reports", "push", project.StackName, "web.json"), TestContext.Current.CancellationToken));
        Assert.Equal(16, record.RootElement.GetProperty("references").GetArrayLength());
        Assert.Equal("v3.1.0", record.RootElement.GetProperty("version").GetString());
        Assert.Equal(64, record.RootElement.GetProperty("fingerprint").GetString()!.Length);
        Assert.Equal([Machine.Base], record.RootElement.GetProperty("bases").EnumerateObject().Select(one => one.Name));
    }

    [Fact]
    public async Task The_image_of_a_name_that_moved_after_the_build_is_not_pushed()
    {
        await using var project = machine.NewProject("moved");
        await using var registry = await Registry.StartAsync();
        project.WriteTwoImages();
        project.Write("two/Dockerfile", $"FROM {Machine.Base}\nRUN echo {project.StackName}; sleep 5\nUSER 1000\n");
        var other = (await machine.Engine.InspectImageAsync(Machine.Base, TestContext.Current.CancellationToken))!.Id;

        var running = project.Start("Push", "--registry", registry.Host, "--skip", "ScanImages,PrepareTrivy", "--mode", "parallel");
        await running.SaysAsync("done  VerifyImages:one");
        await machine.Engine.TagAsync(other, $"{project.StackName}/one:test", TestContext.Current.CancellationToken);
        var run = (await running.Completion).FailsWith(1);

        Assert.StartsWith("error SW0823: 'STACK/one:test' is no longer the image that was built and scanned\n  scanned: sha256:", run.Problem, StringComparison.Ordinal);
        Assert.Null(await registry.DigestAsync($"{project.StackName}/one", "test"));
    }

    [Fact]
    public async Task With_push_early_an_image_does_not_wait_for_the_others()
    {
        await using var project = machine.NewProject("early");
        await using var registry = await Registry.StartAsync();
        project.WriteTwoImages();
        project.Write("two/Dockerfile", $"FROM {Machine.Base}\nLABEL stack={project.StackName}\n");

        var run = (await project.RunUnscannedAsync("Push", "--registry", registry.Host, "--push-early")).FailsWith(1);

        Assert.StartsWith("error SW0704: image 'two' does not hold what is asked of it\n", run.Problem, StringComparison.Ordinal);
        Assert.NotNull(await registry.DigestAsync($"{project.StackName}/one", "test"));
        Assert.Null(await registry.DigestAsync($"{project.StackName}/two", "test"));
    }

    [Theory]
    [InlineData("no tag", "error SW0825: 'no tag' is no tag of an image")]
    [InlineData("git:describ", "error SW0825: 'git:describ' is no tag of an image\n  try: --tag git:describe")]
    [InlineData("semver:1.4", "error SW0826: 'semver:1.4' is no semantic version\n  try: --tag semver:1.4.2")]
    public async Task What_is_no_tag_is_found_out_before_anything_is_built(string tag, string problem)
    {
        await using var project = machine.NewProject("tags");
        project.WriteSmallStack();

        var run = (await project.RunUnscannedAsync("Push", "--registry", "127.0.0.1:1", "--tag", tag)).FailsWith(2);

        Assert.StartsWith(problem, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_docker_login_left_is_used_and_shows_nowhere(bool helper)
    {
        const string password = "s3cret-of-the-login";
        await using var project = machine.NewProject("login");
        await using var registry = await Registry.StartAsync(password);
        project.WriteSmallStack();
        var folder = Directory.CreateDirectory(Path.Combine(project.Folder, "docker")).FullName;
        project.Environment["DOCKER_CONFIG"] = folder;
        var auth = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Registry.User}:{password}"));
        var config = helper ? $"\"credHelpers\":{{\"{registry.Host}\":\"lab\"}}" : $"\"auths\":{{\"{registry.Host}\":{{\"auth\":\"{auth}\"}}}}";
        await File.WriteAllTextAsync(Path.Combine(folder, "config.json"), $"{{{config}}}", TestContext.Current.CancellationToken);
        var program = Path.Combine(folder, "docker-credential-lab");
        await File.WriteAllTextAsync(program, $$"""
            #!/bin/sh
            read host; [ "$1 $host" = "get {{registry.Host}}" ] && echo '{"ServerURL":"x","Username":"{{Registry.User}}","Secret":"{{password}}"}'
            """, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        project.Environment["PATH"] = $"{folder}:{Machine.Variables["PATH"]}";

        var run = (await project.RunUnscannedAsync("Push", "--registry", registry.Host, "--verbosity", "verbose")).Succeeds();

        Assert.StartsWith("done: sha256:", run.Summary["PushImages:web"], StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(project.Folder, ".nuke", "temp"), "*", SearchOption.AllDirectories).Select(File.ReadAllText).Append(run.Raw),
            text => Assert.DoesNotContain(password, text, StringComparison.Ordinal));
    }
}
