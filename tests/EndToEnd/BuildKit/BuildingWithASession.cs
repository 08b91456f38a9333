using System.Text;
using Slipway;
using Slipway.Containers.Building;
using Slipway.Containers.Contexts;
using Slipway.Containers.Engine;

namespace EndToEnd.BuildKit;

public sealed class BuildingWithASession(Machine machine)
{
    private const string Password = "s3cret-of-the-base";

    [Fact]
    public async Task Heredocs_secrets_hosts_and_limits_reach_the_steps()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        await using var folders = new BuildFolders(machine.Engine);
        var lines = new List<string>();
        var request = folders.Request($"""
            FROM {Machine.Base}
            COPY a.txt /
            RUN <<END
            echo from a heredoc of {folders.Name}
            cat /a.txt
            END
            RUN --mount=type=secret,id=token test "$(cat /run/secrets/token)" = very-secret
            RUN : {folders.Name} && grep 10.9.8.7 /etc/hosts && ulimit -n && df /dev/shm
            """) with
        {
            ExtraHosts = ["db=10.9.8.7"],
            SharedMemory = new ByteSize(80 * 1024 * 1024),
            Secrets = Secret("token", "very-secret"),
        };
        folders.Write("a.txt", "what was copied\n");

        var image = await folders.BuildAsync(request, news => lines.Add(news.Line));

        Assert.Matches("^sha256:[0-9a-f]{64}$", image.Id);
        Assert.Equal(image.Id, (await machine.Engine.InspectImageAsync($"{folders.Name}:test", TestContext.Current.CancellationToken))!.Id);
        Assert.Contains("what was copied", lines);
        Assert.Contains("1024", lines);
        Assert.Contains(lines, line => line.Contains("81920", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_fails_names_its_line_and_exit_code()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        await using var folders = new BuildFolders(machine.Engine);
        var request = folders.Request($"FROM {Machine.Base}\n# a comment\nRUN <<END\necho the last word\nexit 9\nEND\n");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => folders.BuildAsync(request));

        Assert.Contains("\n  Dockerfile:3\n", problem.Message, StringComparison.Ordinal);
        Assert.Contains("\n  reason: exit code 9\n  output: the last word\n", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_base_is_fetched_with_a_login()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        await using var folders = new BuildFolders(machine.Engine);
        await using var registry = await Registry.StartAsync(Password);
        var reference = $"{registry.Host}/{folders.Name}/base:1";
        await machine.Engine.TagAsync(Machine.Base, reference, TestContext.Current.CancellationToken);
        await machine.Engine.PushAsync(reference, new RegistryCredentials(Registry.User, new Secret(Password)), cancellationToken: TestContext.Current.CancellationToken);
        await machine.Engine.RemoveImageAsync(reference, cancellationToken: TestContext.Current.CancellationToken);
        var asked = new List<string>();
        var request = folders.Request($"FROM {reference}\nRUN echo {folders.Name}\n") with
        {
            // Nothing but the base asks for a session.
            Ulimits = [],
            Logins = (host, _) =>
            {
                asked.Add(host);
                return Task.FromResult<RegistryCredentials?>(new RegistryCredentials(Registry.User, new Secret(Password)));
            },
        };

        var image = await folders.BuildAsync(request);

        Assert.NotNull(image.SentFiles);
        Assert.Contains(registry.Host, asked);
        await Assert.ThrowsAsync<ProblemException>(() => folders.BuildAsync(request with { Pull = true, Logins = (_, _) => Task.FromResult<RegistryCredentials?>(new RegistryCredentials(Registry.User, new Secret("wrong"))) }));
    }

    [Fact]
    public async Task Named_contexts_and_agents_are_there()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        await using var folders = new BuildFolders(machine.Engine);
        await using var shared = new BuildFolders(machine.Engine);
        shared.Write("greeting.txt", $"hello {shared.Name}\n");
        using var agent = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        var socket = Path.Combine(shared.Folder, "agent.sock");
        agent.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(socket));
        agent.Listen();
        var lines = new List<string>();
        var request = folders.Request("""
            FROM start
            COPY --from=shared greeting.txt /
            RUN --mount=type=ssh test -S "$SSH_AUTH_SOCK" && cat /greeting.txt
            """) with
        {
            NamedFolders = new Dictionary<string, BuildFolder>(StringComparer.Ordinal) { ["shared"] = new(shared.Folder, DockerIgnore.Parse("agent.sock")) },
            NamedAddresses = new Dictionary<string, string>(StringComparer.Ordinal) { ["start"] = "docker-image://" + Machine.Base },
            SshAgents = new Dictionary<string, string>(StringComparer.Ordinal) { ["default"] = socket },
        };

        await folders.BuildAsync(request, news => lines.Add(news.Line));

        Assert.Contains($"hello {shared.Name}", lines);
    }

    [Fact]
    public async Task Of_ten_thousand_files_only_the_changed_one_travels_and_a_clone_sends_nothing()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        await using var folders = new BuildFolders(machine.Engine);
        for (var i = 0; i < 10_000; i++)
            folders.Write($"d{i % 100}/f{i}.txt", $"{i} of {folders.Name}\n");
        const string Dockerfile = "FROM scratch\nCOPY . /\n";

        var first = await folders.BuildAsync(folders.Request(Dockerfile));
        folders.Write("d7/f7.txt", $"8 of {folders.Name}\n");
        var second = await folders.BuildAsync(folders.Request());
        folders.Clone();
        var third = await folders.BuildAsync(folders.Request());

        Assert.Equal(10_001, first.SentFiles);
        Assert.Equal(1, second.SentFiles);
        Assert.Equal(0, third.SentFiles);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(second.Id, third.Id);
        Assert.Equal(1, third.CachedSteps);
    }

    [Fact]
    public async Task Two_builds_at_once_share_an_engine()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        await using var one = new BuildFolders(machine.Engine);
        await using var two = new BuildFolders(machine.Engine);

        var images = await Task.WhenAll(
            one.BuildAsync(one.Request($"FROM {Machine.Base}\nRUN echo {one.Name}; sleep 1\n")),
            two.BuildAsync(two.Request($"FROM {Machine.Base}\nRUN echo {two.Name}; sleep 1\n")));

        Assert.NotEqual(images[0].Id, images[1].Id);
    }

    [Fact]
    public async Task Cancelling_ends_the_step_within_two_seconds()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        await using var folders = new BuildFolders(machine.Engine);
        using var stop = new CancellationTokenSource();
        var building = folders.BuildAsync(folders.Request($"FROM {Machine.Base}\nRUN sleep 1000; : {folders.Name}\n"), stop: stop.Token);
        await Processes.UntilAsync(() => Processes.Named($": {folders.Name}").Count > 0, "the step to run");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building.WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));

        await Processes.UntilAsync(() => Processes.Named($": {folders.Name}").Count == 0, "the step to end", TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task What_the_image_store_cannot_hold_is_said_before_anything_is_built()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        Assert.SkipWhen((await machine.Engine.InfoAsync(TestContext.Current.CancellationToken)).UsesContainerdStore, "this engine can");
        await using var folders = new BuildFolders(machine.Engine);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => folders.BuildAsync(folders.Request("FROM scratch\n") with { Platforms = ["linux/amd64", "linux/arm64"] }));

        Assert.StartsWith($"error SW0263: image '{folders.Name}' is to be built with several platforms, which the image store of this engine cannot hold\n", problem.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, Func<CancellationToken, ValueTask<byte[]>>> Secret(string id, string value) =>
        new(StringComparer.Ordinal) { [id] = _ => ValueTask.FromResult(Encoding.UTF8.GetBytes(value)) };
}
