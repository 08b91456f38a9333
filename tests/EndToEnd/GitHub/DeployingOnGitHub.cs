namespace EndToEnd.GitHub;

public sealed class DeployingOnGitHub(Machine machine)
{
    [Fact]
    public async Task Digests_and_the_release_are_handed_on_and_the_page_of_the_run_has_every_table()
    {
        await using var project = machine.NewProject("on-github");
        await using var registry = await Registry.StartAsync();
        project.WriteSmallStack();
        var outputs = Path.Combine(project.Folder, "outputs");
        var summary = Path.Combine(project.Folder, "summary.md");
        project.Environment["GITHUB_ACTIONS"] = "true";
        project.Environment["GITHUB_OUTPUT"] = outputs;
        project.Environment["GITHUB_STEP_SUMMARY"] = summary;

        (await project.RunUnscannedAsync("Deploy", "--registry", $"{registry.Host}/team")).Succeeds();

        var handedOn = await File.ReadAllTextAsync(outputs, TestContext.Current.CancellationToken);
        var digest = await registry.DigestAsync($"team/{project.StackName}/web", "test");
        Assert.Contains(digest!, handedOn, StringComparison.Ordinal);
        Assert.Contains("digest-web", handedOn, StringComparison.Ordinal);
        Assert.Contains("release-number", handedOn, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken);
        Assert.All((string[])["Builds", "Images", "Pushed", "```mermaid"], part => Assert.Contains(part, page, StringComparison.Ordinal));
    }
}
