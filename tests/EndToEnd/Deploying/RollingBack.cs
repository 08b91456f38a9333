namespace EndToEnd.Deploying;

public sealed class RollingBack(Machine machine)
{
    private const string Data = "    volumes: [\"data:/data\"]\nvolumes: { data: {} }";

    [Fact]
    public async Task A_deployment_that_fails_puts_the_release_before_it_back_and_tells_both_stories()
    {
        await using var project = machine.NewProject("back");
        WriteVersion(project, "one", isHealthy: true);
        var first = (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var image = await project.ImageIdAsync("web:test");
        WriteVersion(project, "two", isHealthy: false);

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.Equal(["      HealthGate  this is release 1"], first.Lines("      HealthGate  this is"));
        Assert.StartsWith("error SW0513: service 'web' is unhealthy\n", run.Problem, StringComparison.Ordinal);
        Assert.Contains("\n  last lines: this is two\n", run.Problem, StringComparison.Ordinal);
        Assert.Matches(@"\nerror SW0445: release 1 of \S+ \S+ UTC was put back: 1 of 1 services are ready\n  try: mend what failed, then deploy again\n", run.Problem);
        Assert.Equal(image, Assert.Single(await project.ContainersAsync()).ImageId);
        project.LeavesNoLock();
    }

    [Fact]
    public async Task Without_rollback_what_failed_stays()
    {
        await using var project = machine.NewProject("stays");
        WriteVersion(project, "one", isHealthy: true);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        WriteVersion(project, "two", isHealthy: false);

        var run = (await project.RunUnscannedAsync("Deploy", "--no-rollback")).FailsWith(1);

        Assert.DoesNotContain("SW0445", run.Output, StringComparison.Ordinal);
        Assert.Equal(await project.ImageIdAsync("web:test"), Assert.Single(await project.ContainersAsync()).ImageId);
    }

    [Fact]
    public async Task A_rollback_that_fails_too_is_told_after_what_failed_first()
    {
        await using var project = machine.NewProject("twice");
        // It is well once only: what it left in its volume makes every later start fail.
        WriteVersion(project, "one", isHealthy: true, check: "test -f /tmp/ready", start: "test ! -e /data/used && touch /data/used /tmp/ready", serviceEnd: Data);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        WriteVersion(project, "two", isHealthy: false, serviceEnd: Data);

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith("error SW0513: service 'web' is unhealthy\n", run.Problem, StringComparison.Ordinal);
        Assert.Matches(@"\nerror SW0446: release 1 of \S+ \S+ UTC could not be put back either; what is wrong with it:\n", run.Problem);
        Assert.Equal(2, run.Problem.Split("service 'web' is unhealthy").Length - 1);
        Assert.Contains($"volume {project.StackName}_data", await project.LeftOnEngineAsync());
    }

    [Fact]
    public async Task A_clone_with_nothing_but_the_files_goes_back_and_forth()
    {
        await using var project = machine.NewProject("clone");
        WriteVersion(project, "one", isHealthy: true);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var one = await project.ImageIdAsync("web:test");
        WriteVersion(project, "two", isHealthy: true);
        var second = (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var two = await project.ImageIdAsync("web:test");
        Directory.Delete(Path.Combine(project.Folder, ".nuke", "temp"), recursive: true);

        var back = (await project.RunAsync("Rollback")).Succeeds();
        var after = Assert.Single(await project.ContainersAsync()).ImageId;
        var named = (await project.RunAsync("Rollback", "--to", "2")).Succeeds();
        var unknown = (await project.RunAsync("Rollback", "--to", "9")).FailsWith(2);
        var list = (await project.RunAsync("Releases")).Succeeds();

        Assert.StartsWith("done: web: image changed", second.Summary["ComposeUp"], StringComparison.Ordinal);
        Assert.Equal((one, two), (after, Assert.Single(await project.ContainersAsync()).ImageId));
        Assert.Equal("done: 1 of 1 services are ready, release 1 again, as release 3", back.Summary["Rollback"]);
        Assert.Equal("done: 1 of 1 services are ready, release 2 again, as release 4", named.Summary["Rollback"]);
        Assert.Equal(
            """
            error SW0447: project 'STACK' has no release 9
              there are: 4, 3, 2, 1
              try: --to 4
              log: .nuke/temp/logs/Rollback.log
            """,
            unknown.Problem);
        Assert.Equal("done: 4 releases", list.Summary["Releases"]);
        Assert.Matches($@"^      Releases     4  .* UTC  \S+@\S+, repeats 2: web {two[7..19]}$", list.Lines("      Releases")[0]);
    }

    [Fact]
    public async Task What_options_had_set_comes_back_with_a_release()
    {
        await using var project = machine.NewProject("presets");
        const string end = "    mem_limit: ${LIMIT:-64m}\n  cache:\n    image: alpine:3.21\n    init: true\n    profiles: [redis]\n    command: [sleep, '3600']\nx-slipway: { memory-optimized: { LIMIT: 16m } }";
        WriteVersion(project, "one", isHealthy: true, serviceEnd: end);
        (await project.RunUnscannedAsync("Deploy", "--memory-optimized", "--with-redis")).Succeeds();
        WriteVersion(project, "two", isHealthy: true, serviceEnd: end);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();

        var back = (await project.RunAsync("Rollback")).Succeeds();

        Assert.Equal("done: 2 of 2 services are ready, release 1 again, as release 3", back.Summary["Rollback"]);
        var containers = await project.ContainersAsync();
        Assert.Equal([$"{project.StackName}-cache-1", $"{project.StackName}-web-1"], containers.Select(container => container.Name));
        Assert.Equal(16L << 20, containers[1].MemoryLimit?.Bytes);
    }

    [Fact]
    public async Task Services_that_a_release_does_not_have_make_room_for_those_that_it_has()
    {
        await using var project = machine.NewProject("room");
        var port = Registry.FreePort();
        var end = $"    ports: ['{port}:80']\n    profiles: [prod]\n  other:\n    image: {Machine.Base}\n    init: true\n    ports: ['{port}:80']\n    profiles: [other]\n    command: [sleep, '3600']\nx-slipway: {{ profiles: [prod] }}";
        WriteVersion(project, "one", isHealthy: true, serviceEnd: end);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        (await project.RunAsync("Stop")).Succeeds();
        (await project.RunUnscannedAsync("Deploy", "--profiles", "other")).Succeeds();

        var back = (await project.RunAsync("Rollback")).Succeeds();

        Assert.Equal(["      Rollback  STACK-other-1 was removed: release 1 has no service 'other'"], back.Lines("      Rollback").Where(line => line.Contains("removed", StringComparison.Ordinal)));
        Assert.Equal($"{project.StackName}-web-1", Assert.Single(await project.ContainersAsync()).Name);
    }

    [Fact]
    public async Task Old_releases_go_with_their_images()
    {
        await using var project = machine.NewProject("keep");
        string? first = null;
        foreach (var version in (string[])["one", "two", "three"])
        {
            WriteVersion(project, version, isHealthy: true);
            (await project.RunUnscannedAsync("Deploy", "--keep-releases", "2")).Succeeds();
            first ??= await project.ImageIdAsync("web:test");
        }

        var list = (await project.RunAsync("Releases")).Succeeds();

        Assert.Equal("done: 2 releases", list.Summary["Releases"]);
        Assert.Null(await machine.Engine.InspectImageAsync(first!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_release_whose_variables_have_no_value_now_is_refused_with_their_names()
    {
        await using var project = machine.NewProject("variables");
        WriteVersion(project, "one", isHealthy: true, serviceEnd: "    environment: { GREETING: \"${GREETING:-none}\" }");
        project.Write(".env", "GREETING=hello\n");
        File.SetUnixFileMode(Path.Combine(project.Stack, ".env"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        WriteVersion(project, "two", isHealthy: true);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        project.Write(".env", "\n");

        var run = (await project.RunAsync("Rollback")).FailsWith(2);

        Assert.Matches(@"^error SW0449: release 1 of \S+ \S+ UTC needs variables that have no value now: GREETING\n", run.Problem);
    }

    private static void WriteVersion(Project project, string version, bool isHealthy, string? check = null, string start = "touch /tmp/ready", string serviceEnd = "")
    {
        project.WriteSmallStack(dockerfileEnd: "RUN mkdir /data && chown 1000 /data\nUSER 1000", healthCheck: check ?? (isHealthy ? "test -f /tmp/ready" : "exit 1"), command: $"echo this is {version}; {start}; exec sleep 3600", serviceEnd: serviceEnd);
        project.Write("web/page.txt", version + "\n");
    }
}
