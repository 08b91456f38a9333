using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Tests.Engine;
using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Composing;

public sealed class RunningCompose : IAsyncLifetime
{
    private static readonly ComposeScope Scope = new()
    {
        ProjectName = "shop",
        ProjectFolder = "/src/shop",
        Files = ["/src/shop/compose.yaml", "/src/shop/compose.dev.yaml"],
        Profiles = ["dev"],
        AllProfiles = ["dev", "prod"],
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["DB_PASSWORD"] = "s3cret" },
    };

    private readonly FakeEngine _engine = new();
    private readonly FakeProcessRunner _processes = new();
    private EngineClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _client = _engine.Client();
        _processes.Answer("docker", ["compose", "version", "--short"], FakeAnswer.Success("2.26.1-4"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Up_names_files_project_and_profiles_and_shuts_out_the_surroundings()
    {
        _processes.Answer("docker", ["compose", "--project-name"], FakeAnswer.Success());

        await (await FindAsync()).UpAsync(Scope, new ComposeUpOptions { Services = ["api", "db"], NoDependencies = true, RemoveOrphans = true }, cancellationToken: Cancellation);

        var call = _processes.Invocations[^1];
        Assert.Equal(
            "docker compose --project-name shop --project-directory /src/shop --file /src/shop/compose.yaml --file /src/shop/compose.dev.yaml --profile dev up --detach --no-build --no-deps --remove-orphans api db",
            call.ToString());
        Assert.Equal("/src/shop", call.WorkingFolder);
        Assert.Equal(
            [
                "COMPOSE_ANSI=never", "COMPOSE_ENV_FILES=", "COMPOSE_FILE=", "COMPOSE_PARALLEL_LIMIT=", "COMPOSE_PROFILES=dev", "COMPOSE_PROGRESS=plain",
                "COMPOSE_PROJECT_NAME=", "COMPOSE_REMOVE_ORPHANS=", "DB_PASSWORD=s3cret", "DOCKER_CONTEXT=", $"DOCKER_HOST=unix://{_engine.Socket}",
            ],
            call.Environment.Select(e => $"{e.Key}={e.Value}").Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public async Task A_failure_shows_what_compose_says_without_its_progress()
    {
        _processes.Answer("docker", ["compose", "--project-name"], FakeAnswer.Failure(
            1,
            """time="2026-11-21T10:00:00Z" level=warning msg="/src/shop/compose.yaml: `version` is obsolete" """,
            " Network shop_default  Creating",
            " Container shop-api-1  Starting",
            "no such service: apy"));

        var problem = await Assert.ThrowsAsync<ProblemException>(async () => await (await FindAsync()).UpAsync(
            Scope with { Files = ["c.yaml"], Profiles = [] }, new ComposeUpOptions { Services = ["apy"] }, cancellationToken: Cancellation));

        Assert.Equal(
            """
            error SW0503: compose could not start 'apy': it ended with exit code 1
              command: docker compose --project-name shop --project-directory /src/shop --file c.yaml up --detach --no-build apy
              says:    no such service: apy
              try: name a service that the compose files have
            """,
            problem.Message);
    }

    [Theory]
    [InlineData("Error response from daemon: driver failed programming external connectivity on endpoint shop-web-1 (ff41): Bind for 127.0.0.1:28081 failed: port is already allocated", "127.0.0.1:28081")]
    [InlineData("ERROR: for web  Cannot start service web: driver failed programming external connectivity on endpoint shop-web-1 (ff41): Error starting userland proxy: listen tcp4 0.0.0.0:28081: bind: address already in use", "0.0.0.0:28081")]
    [InlineData("Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint shop-web-1 (ff41): failed to bind host port for 0.0.0.0:28081:172.18.0.2:80/tcp: address already in use", "0.0.0.0:28081")]
    public async Task A_taken_port_is_named_with_its_holder_and_the_stillborn_container_goes(string says, string address)
    {
        var wanted = new FakeContainer("web") { Status = "created", ExitCode = 128 };
        var holder = new FakeContainer("old") { PublicPort = 28081 };
        _engine.On("GET /v1.45/containers/json?all=1", new FakeEngine.Answer($"[{wanted.Summary()},{holder.Summary()}]"));
        _engine.On("DELETE /v1.45/containers/", new FakeEngine.Answer { Status = "204 No Content" });
        _processes.Answer("docker", ["compose", "--project-name"], FakeAnswer.Failure(1, " Container shop-web-1  Starting", says));

        var problem = await Assert.ThrowsAsync<ProblemException>(async () => await (await FindAsync()).UpAsync(Scope, cancellationToken: Cancellation));

        Assert.Equal(
            $"""
            error SW0506: port 28081 is taken, and service 'web' needs it
              address: {address}
              held by: container 'shop-old-1' of project 'shop'
              try: stop that container, or publish another port
            """,
            problem.Message);
        Assert.Equal("DELETE /v1.45/containers/id-web?force=1", _engine.Lines[^1]);
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_told_with_a_way_to_find_it()
    {
        _engine.On("GET /v1.45/containers/json?all=1", new FakeEngine.Answer("[]"));
        _processes.Answer("docker", ["compose", "--project-name"], FakeAnswer.Failure(1, "listen tcp4 127.0.0.1:80: bind: address already in use"));

        var problem = await Assert.ThrowsAsync<ProblemException>(async () => await (await FindAsync()).UpAsync(Scope, cancellationToken: Cancellation));

        Assert.Equal(
            """
            error SW0506: port 80 is taken
              address: 127.0.0.1:80
              held by: a program that is no container of this engine
              try: find the program (ss -ltnp 'sport = :80') and stop it, or publish another port
            """,
            problem.Message);
    }

    [Fact]
    public async Task An_unhealthy_dependency_is_explained_by_its_own_health()
    {
        var db = new FakeContainer("db") { Health = "unhealthy", FailingStreak = 3, Probe = (2, "no response") };
        _engine.On("GET /v1.45/containers/json?all=1", new FakeEngine.Answer($"[{db.Summary()}]"));
        db.AddTo(_engine);
        _processes.Answer("docker", ["compose", "--project-name"], FakeAnswer.Failure(1, " Container shop-db-1  Error", "dependency failed to start: container shop-db-1 is unhealthy"));

        var problem = await Assert.ThrowsAsync<ProblemException>(async () => await (await FindAsync()).UpAsync(Scope, cancellationToken: Cancellation));

        Assert.Equal(
            """
            error SW0513: service 'db' is unhealthy
              last check: exit code 2, "no response" (attempt 3)
              last state: running, unhealthy, 0 restarts
              try: docker logs shop-db-1
            """,
            problem.Message);
    }

    [Fact]
    public async Task A_one_shot_gets_its_variables_by_the_environment_only()
    {
        _processes.Answer("docker", ["compose", "--project-name"], new FakeAnswer { Output = [new(" Container shop-db-1  Running", true), new("applied 2 migrations", false)] });
        var options = new ComposeRunOptions
        {
            Service = "api",
            Command = ["migrate", "--all"],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["TOKEN"] = "t0ken" },
        };

        var lines = await (await FindAsync()).RunAsync(Scope with { Files = ["c.yaml"] }, options, cancellationToken: Cancellation);

        var call = _processes.Invocations[^1];
        Assert.Equal([new OutputLine("applied 2 migrations", false)], lines);
        Assert.Matches("^docker compose --project-name shop --project-directory /src/shop --file c.yaml --profile dev run --rm --no-deps -T --name shop-api-run-[0-9a-f]{12} -e TOKEN api migrate --all$", call.ToString());
        Assert.Equal("t0ken", call.Environment["TOKEN"]);
        Assert.Empty(_engine.Lines);
    }

    [Fact]
    public async Task A_one_shot_that_fails_shows_what_it_wrote()
    {
        _processes.Answer("docker", ["compose", "--project-name"], FakeAnswer.Failure(3, " Network shop_default  Created", "ERROR:  relation \"users\" does not exist"));

        var problem = await Assert.ThrowsAsync<ProblemException>(async () => await (await FindAsync()).RunAsync(Scope, new ComposeRunOptions { Service = "api" }, cancellationToken: Cancellation));

        Assert.Equal(
            """
            error SW0504: the one-shot of service 'api' ended with exit code 3
              project: shop
              says:    ERROR:  relation "users" does not exist
              try: correct what it says, then run it again
            """,
            problem.Message);
    }

    [Fact]
    public async Task What_a_one_shot_wrote_is_shown_as_it_is_without_the_old_composes_exit_code()
    {
        _processes.Answer("docker", ["compose"], FakeAnswer.Failure(1, "docker: 'compose' is not a docker command."));
        _processes.Answer("docker-compose", ["version"], FakeAnswer.Success("1.29.2"));
        _processes.Answer("docker-compose", ["--project-name"], new FakeAnswer
        {
            ExitCode = 7,
            Output = [new("Creating network \"shop_default\" with the default driver", true), new("Creating index ...", false), new("no space", true), new("7", true)],
        });

        var problem = await Assert.ThrowsAsync<ProblemException>(async () => await (await FindAsync()).RunAsync(Scope, new ComposeRunOptions { Service = "api" }, cancellationToken: Cancellation));

        Assert.Equal("says:    Creating index ...\nno space", problem.Problems[0].Facts![1]);
    }

    [Fact]
    public async Task A_one_shot_that_is_cancelled_leaves_no_container()
    {
        using var stop = new CancellationTokenSource();
        _processes.Answer("docker", ["compose", "--project-name"], new FakeAnswer { Does = async (_, c) => { await stop.CancelAsync(); c.ThrowIfCancellationRequested(); } });
        var compose = await FindAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => compose.RunAsync(Scope, new ComposeRunOptions { Service = "api" }, cancellationToken: stop.Token));

        Assert.Matches("^DELETE /v1.45/containers/shop-api-run-[0-9a-f]{12}\\?force=1&v=1$", _engine.Lines[^1]);
    }

    [Fact]
    public async Task Down_reaches_every_profile_and_removes_what_compose_leaves()
    {
        _engine.On("GET /v1.45/containers/json?all=1", new FakeEngine.Answer($"[{new FakeContainer("left").Summary()}]"));
        _engine.On("GET /v1.45/networks", new FakeEngine.Answer("""[{"Name":"shop_default","Id":"n1"}]"""));
        _engine.On("GET /v1.45/volumes", new FakeEngine.Answer("""{"Volumes":[{"Name":"shop_data"}]}"""));
        _engine.On("DELETE /", new FakeEngine.Answer { Status = "204 No Content" });
        _processes.Answer("docker", ["compose", "--project-name"], FakeAnswer.Success());

        await (await FindAsync()).DownAsync(Scope with { Files = ["c.yaml"] }, volumes: true, cancellationToken: Cancellation);

        Assert.Equal(
            "docker compose --project-name shop --project-directory /src/shop --file c.yaml --profile dev --profile prod down --remove-orphans --volumes",
            _processes.Commands[^1]);
        Assert.Equal(
            ["DELETE /v1.45/containers/id-left?force=1&v=1", "DELETE /v1.45/networks/n1", "DELETE /v1.45/volumes/shop_data"],
            _engine.Lines.Where(l => l.StartsWith("DELETE", StringComparison.Ordinal)).ToArray());
    }

    [Fact]
    public async Task Logs_and_stop_reach_every_profile()
    {
        _processes.Answer("docker", ["compose", "--project-name"], FakeAnswer.Success("Attaching to shop-api-1", "shop-api-1  | hello"));
        var compose = await FindAsync();
        var lines = new List<string>();

        await compose.LogsAsync(Scope with { Files = ["c.yaml"] }, lines.Add, ["api"], tail: 5, cancellationToken: Cancellation);
        await compose.StopAsync(Scope with { Files = ["c.yaml"] }, cancellationToken: Cancellation);

        Assert.Equal(["shop-api-1  | hello"], lines);
        Assert.EndsWith("--profile dev --profile prod logs --no-color --tail 5 api", _processes.Commands[^2], StringComparison.Ordinal);
        Assert.EndsWith("--profile dev --profile prod stop", _processes.Commands[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_projects_containers_come_from_the_engine()
    {
        _engine.On("GET /v1.45/containers/json?all=1", new FakeEngine.Answer($"[{new FakeContainer("web").Summary()},{new FakeContainer("api") { IsOneShot = true }.Summary()}]"));

        var containers = await (await FindAsync()).PsAsync("shop", Cancellation);

        Assert.Equal([("api", true), ("web", false)], containers.Select(c => (c.Service, c.IsOneShot)));
        Assert.Equal(["docker compose version --short"], _processes.Commands);
    }

    private Task<ComposeCli> FindAsync(params (string Name, string Value)[] environment) =>
        ComposeCli.FindAsync(_processes, _client, environment.ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal), cancellationToken: Cancellation);
}
