namespace EndToEnd.Images;

public sealed class BuildingFromAddresses(Machine machine)
{
    [Fact]
    public async Task A_branch_is_looked_at_each_time_and_built_anew_when_it_has_moved()
    {
        await using var git = await GitServer.StartAsync();
        await using var project = machine.NewProject("branch");
        await git.CommitAsync("web/Dockerfile", Dockerfile(project));
        await git.CommitAsync("web/page.txt", "one");
        WriteCompose(project, $"{git.Address}#main:web");

        var first = (await project.RunAsync("BuildImages")).Succeeds();
        var id = await project.ImageIdAsync("web:test");
        var second = (await project.RunAsync("BuildImages")).Succeeds();
        var same = await project.ImageIdAsync("web:test");
        await git.CommitAsync("web/page.txt", "two");
        (await project.RunAsync("BuildImages")).Succeeds();

        Assert.All([first, second], run => Assert.Equal([$"start BuildImages:web  {git.Address}#main:web may have moved: the engine looks there"], run.Lines("start BuildImages")));
        Assert.Equal("done: built, 1 of 1 steps cached", second.Summary["BuildImages:web"]);
        Assert.Equal(id, same);
        Assert.NotEqual(id, await project.ImageIdAsync("web:test"));
    }

    [Fact]
    public async Task A_commit_is_built_once()
    {
        await using var git = await GitServer.StartAsync();
        await using var project = machine.NewProject("commit");
        await git.CommitAsync("web/Dockerfile", Dockerfile(project));
        var commit = await git.CommitAsync("web/page.txt", $"one of {project.StackName}");
        await git.CommitAsync("web/page.txt", "two");
        WriteCompose(project, $"{git.Address}#{commit}:web");

        var first = (await project.RunAsync("BuildImages", "VerifyImages", "--tolerate", "root,no-health-check")).Succeeds();
        var second = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.Equal("done: built", first.Summary["BuildImages:web"]);
        Assert.StartsWith("up to date: fingerprint ", second.Summary["BuildImages:web"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_that_is_not_there_is_told()
    {
        await using var git = await GitServer.StartAsync();
        await using var project = machine.NewProject("norevision");
        await git.CommitAsync("web/Dockerfile", Dockerfile(project));
        WriteCompose(project, $"{git.Address}#missing:web");

        var run = (await project.RunAsync("BuildImages")).FailsWith(1);

        Assert.Equal(
            $"""
             error SW1090: the engine could not fetch what image 'web' is built from
               {git.Address}#missing:web
               reason: repository does not contain ref missing, output: ""
               try: name a branch, tag, commit or folder that is there: {git.Address}#missing:web
               log: .nuke/temp/logs/BuildImages_web.log
             """,
            run.Problem);
    }

    [Fact]
    [Trait("Category", "Deep")]
    public async Task A_step_that_fails_there_is_told_with_its_line()
    {
        await using var git = await GitServer.StartAsync();
        await using var project = machine.NewProject("failsthere");
        await git.CommitAsync("web/Dockerfile", Dockerfile(project) + "RUN exit 7\n");
        await git.CommitAsync("web/page.txt", "one");
        WriteCompose(project, $"{git.Address}#main:web");

        var run = (await project.RunAsync("BuildImages")).FailsWith(1);

        Assert.StartsWith($"error SW0421: image 'web' could not be built: 'RUN exit 7' failed\n  {git.Address}#main:web/Dockerfile:4\n", run.Problem, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Deep")]
    public async Task An_archive_is_fetched_by_the_engine_too()
    {
        await using var git = await GitServer.StartAsync();
        await using var web = new FileServer();
        await using var project = machine.NewProject("archive");
        await git.CommitAsync("web/Dockerfile", Dockerfile(project));
        await git.CommitAsync("web/page.txt", "one");
        web.Content = await git.ArchiveAsync("web");
        WriteCompose(project, web.Address);

        var first = (await project.RunAsync("BuildImages")).Succeeds();
        var id = await project.ImageIdAsync("web:test");
        await git.CommitAsync("web/page.txt", "two");
        web.Content = await git.ArchiveAsync("web");
        (await project.RunAsync("BuildImages")).Succeeds();

        Assert.Equal([$"start BuildImages:web  {web.Address} may have moved: the engine looks there"], first.Lines("start BuildImages"));
        Assert.NotEqual(id, await project.ImageIdAsync("web:test"));
    }

    [Fact]
    public async Task A_Dockerfile_inside_of_the_compose_file_builds_a_folder_and_an_address()
    {
        await using var git = await GitServer.StartAsync();
        await using var project = machine.NewProject("inline");
        await git.CommitAsync("page.txt", "there");
        project.Write("page.txt", "here");
        project.WriteCompose($$"""
            x-build: &build
              dockerfile_inline: |
                FROM {{Machine.Base}}
                COPY page.txt /page.txt
                LABEL stack={{project.StackName}}
            services:
              here: { image: '{{project.StackName}}/here:test', build: { <<: *build, context: . } }
              there: { image: '{{project.StackName}}/there:test', build: { <<: *build, context: '{{git.Address}}' } }
            """);

        (await project.RunAsync("BuildImages")).Succeeds();
        var again = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.StartsWith("up to date: fingerprint ", again.Summary["BuildImages:here"], StringComparison.Ordinal);
        Assert.NotEqual(await project.ImageIdAsync("here:test"), await project.ImageIdAsync("there:test"));
    }

    private static string Dockerfile(Project project) => $"FROM {Machine.Base}\nCOPY page.txt /page.txt\nLABEL stack={project.StackName}\n";

    private static void WriteCompose(Project project, string context) => project.WriteCompose($$"""
        services:
          web: { image: '{{project.StackName}}/web:test', build: '{{context}}' }
        """);
}
