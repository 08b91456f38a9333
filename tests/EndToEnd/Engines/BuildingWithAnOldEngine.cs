using System.Text;
using EndToEnd.BuildKit;
using Slipway;
using Slipway.Containers.Building;
using Slipway.Containers.Engine;

namespace EndToEnd.Engines;

[Trait("Category", "Deep")]
public sealed class BuildingWithAnOldEngine(Machine machine)
{
    private const string Password = "s3cret-of-the-base";

    [Fact]
    public async Task A_session_gives_secrets_and_hosts_and_sends_what_changed()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings { IsOld = true });
        await using var folders = new BuildFolders(engine.Client);
        var dockerfile = $"""
            FROM {Machine.Base}
            COPY . /files
            RUN --mount=type=secret,id=token test "$(cat /run/secrets/token)" = very-secret
            RUN grep 10.9.8.7 /etc/hosts && echo secret and host of {folders.Name}
            """;
        for (var i = 0; i < 50; i++)
            folders.Write($"f{i}.txt", $"{i} of {folders.Name}\n");
        var lines = new List<string>();

        var first = await folders.BuildAsync(Ask(folders.Request(dockerfile)), news => lines.Add(news.Line));
        folders.Write("f7.txt", $"8 of {folders.Name}\n");
        var second = await folders.BuildAsync(Ask(folders.Request()));
        folders.Clone();
        var third = await folders.BuildAsync(Ask(folders.Request()));

        Assert.StartsWith("20.10.", (await engine.Client.VersionAsync(TestContext.Current.CancellationToken)).Engine, StringComparison.Ordinal);
        Assert.Contains($"secret and host of {folders.Name}", lines);
        Assert.Equal([51, 1, 0], [first.SentFiles!.Value, second.SentFiles!.Value, third.SentFiles!.Value]);
        Assert.Equal(second.Id, third.Id);
        Assert.Equal(3, third.CachedSteps);
    }

    [Fact]
    public async Task A_step_that_fails_is_told_with_its_line_and_words()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings { IsOld = true });
        await using var project = machine.NewProject("oldfails");
        project.Environment["DOCKER_HOST"] = engine.Address;
        project.WriteSmallStack(dockerfileEnd: "RUN echo the last word && exit 9");

        var run = (await project.RunAsync("BuildImages")).FailsWith(1);

        Assert.StartsWith("error SW0421: image 'web' could not be built: 'RUN echo the last word && exit 9' failed\n  stacks/STACK/web/Dockerfile:3:1\n", run.Problem, StringComparison.Ordinal);
        Assert.Contains("\n  reason: exit code 9\n  output: the last word\n", run.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_does_not_know_is_told_with_what_does()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings { IsOld = true });
        await using var folders = new BuildFolders(engine.Client);

        var heredoc = await Assert.ThrowsAsync<ProblemException>(() => folders.BuildAsync(folders.Request($"FROM {Machine.Base}\nRUN <<END\necho from a heredoc\nEND\n")));
        var contexts = await Assert.ThrowsAsync<ProblemException>(() => folders.BuildAsync(folders.Request($"FROM {Machine.Base}\n") with
        {
            NamedAddresses = new Dictionary<string, string>(StringComparer.Ordinal) { ["start"] = "docker-image://" + Machine.Base },
        }));

        Assert.StartsWith($"error SW0421: image '{folders.Name}' could not be built\n  Dockerfile:3\n", heredoc.Message, StringComparison.Ordinal);
        Assert.EndsWith("\n  try: use Docker Engine 23.0 or newer, which knows heredocs, or begin Dockerfile with '# syntax=docker/dockerfile:1'", heredoc.Message.TrimEnd(), StringComparison.Ordinal);
        Assert.StartsWith($"error SW0270: image '{folders.Name}' is built with additional contexts, which this engine does not know\n", contexts.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_base_is_fetched_with_a_login()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings { IsOld = true });
        await using var folders = new BuildFolders(engine.Client);
        await using var registry = await Registry.StartAsync(Password);
        var login = new RegistryCredentials(Registry.User, new Secret(Password));
        var reference = $"{registry.Host}/{folders.Name}/base:1";
        await machine.Engine.TagAsync(Machine.Base, reference, TestContext.Current.CancellationToken);
        await machine.Engine.PushAsync(reference, login, cancellationToken: TestContext.Current.CancellationToken);
        await machine.Engine.RemoveImageAsync(reference, cancellationToken: TestContext.Current.CancellationToken);

        var image = await folders.BuildAsync(folders.Request($"FROM {reference}\nRUN echo {folders.Name}\n") with
        {
            Logins = (host, _) => Task.FromResult(host == registry.Host ? login : null),
        });

        Assert.Equal(image.Id, (await engine.Client.InspectImageAsync($"{folders.Name}:test", TestContext.Current.CancellationToken))!.Id);
    }

    [Fact]
    public async Task Cancelling_ends_the_step()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings { IsOld = true });
        await using var folders = new BuildFolders(engine.Client);
        using var stop = new CancellationTokenSource();
        var building = folders.BuildAsync(folders.Request($"FROM {Machine.Base}\nRUN sleep 1000; : {folders.Name}\n"), stop: stop.Token);
        await Processes.UntilAsync(() => Processes.Named($": {folders.Name}").Count > 0, "the step to run");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        await Processes.UntilAsync(() => Processes.Named($": {folders.Name}").Count == 0, "the step to end");
    }

    [Fact]
    public async Task A_stack_is_built_verified_published_and_then_up_to_date()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings { IsOld = true });
        await using var project = machine.NewProject("old");
        await using var registry = await Registry.StartAsync();
        project.Environment["DOCKER_HOST"] = engine.Address;
        project.WriteTwoImages();

        var pushed = (await project.RunUnscannedAsync("Push", "--registry", registry.Host)).Succeeds();
        var again = (await project.RunUnscannedAsync("Push", "--registry", registry.Host)).Succeeds();

        Assert.Equal($"done: {await registry.DigestAsync($"{project.StackName}/one", "test")}", pushed.Summary["PushImages:one"]);
        Assert.All(["one", "two"], image =>
        {
            Assert.StartsWith("up to date: fingerprint ", again.Summary[$"BuildImages:{image}"], StringComparison.Ordinal);
            Assert.EndsWith(", there already", again.Summary[$"PushImages:{image}"], StringComparison.Ordinal);
        });
    }

    private static ImageBuildRequest Ask(ImageBuildRequest request) => request with
    {
        ExtraHosts = ["db=10.9.8.7"],
        Ulimits = [],
        Secrets = new Dictionary<string, Func<CancellationToken, ValueTask<byte[]>>>(StringComparer.Ordinal) { ["token"] = _ => ValueTask.FromResult(Encoding.UTF8.GetBytes("very-secret")) },
    };
}
