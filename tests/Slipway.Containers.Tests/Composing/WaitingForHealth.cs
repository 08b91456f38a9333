using System.Threading.Channels;
using Slipway.Containers.Composing;
using Slipway.Containers.Tests.Engine;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Composing;

public sealed class WaitingForHealth : IAsyncLifetime
{
    private readonly FakeEngine _engine = new();
    private readonly FakeClock _clock = new();
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly Channel<ServiceHealth> _news = Channel.CreateUnbounded<ServiceHealth>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _engine.On("GET /v1.45/containers/json", new FakeEngine.Answer("[]"));
        _engine.On("GET /v1.45/events", new FakeEngine.Answer { Later = _events.Reader.ReadAllAsync(Cancellation) });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Events_are_subscribed_to_before_the_first_look()
    {
        new FakeContainer("db") { Health = "healthy" }.AddTo(_engine);

        await WaitAsync("db");

        Assert.StartsWith(
            "GET /v1.45/events?filters=" + Uri.EscapeDataString("""{"type":["container"],"label":["com.docker.compose.project=shop"],"event":["create","start","""),
            _engine.Lines[0],
            StringComparison.Ordinal);
        Assert.Equal("GET /v1.45/containers/id-db/json", _engine.Lines[2]);
    }

    [Fact]
    public async Task A_service_is_ready_when_the_engine_tells_that_it_is_healthy()
    {
        new FakeContainer("db") { Health = "starting" }.AddTo(_engine);
        var news = new List<string>();
        var waiting = WaitAsync(["db"], s => news.Add($"{s.Service} {s.State}: {s.Detail}"));
        await _clock.WaitForTimersAsync(1, Cancellation);

        new FakeContainer("db") { Health = "healthy" }.AddTo(_engine);
        await _events.Writer.WriteAsync(new FakeContainer("db").Event("health_status: healthy"), Cancellation);
        var states = await waiting;

        Assert.Equal([new ServiceHealth("db", "shop-db-1", ServiceHealthState.Ready, "running, healthy, 0 restarts")], states);
        Assert.Equal(["db Waiting: running, starting, 0 restarts", "db Ready: running, healthy, 0 restarts"], news);
    }

    [Fact]
    public async Task A_service_without_a_health_check_must_have_run_for_a_moment()
    {
        new FakeContainer("web").AddTo(_engine);
        var waiting = WaitAsync("web");
        await _clock.WaitForTimersAsync(1, Cancellation);
        Assert.False(waiting.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(ServiceHealthState.Ready, Assert.Single(await waiting).State);
    }

    [Fact]
    public async Task A_service_that_is_not_healthy_in_time_is_told_with_its_last_check_and_its_log()
    {
        new FakeContainer("db") { Health = "starting", FailingStreak = 12, Probe = (2, "no response\n"), Log = "one\ntwo\n" }.AddTo(_engine);
        new FakeContainer("web") { Health = "healthy" }.AddTo(_engine);
        var waiting = WaitAsync("db", "web");

        // The safety look comes every ten seconds, the deadline after six of them.
        for (var look = 1; look <= 6; look++)
        {
            await _clock.WaitForTimersAsync(1, Cancellation);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var problem = Assert.IsType<ProblemException>(waiting.Exception?.InnerException);
        Assert.Equal(
            """
            error SW0512: service 'db' was not healthy within 60 s
              last check: exit code 2, "no response" (attempt 12)
              last state: running, starting, 0 restarts, looked at for 60.0 s
              last lines: one
                two
              try: docker logs shop-db-1; give it more time if it is only slow
            """,
            problem.Message);
        Assert.Equal(ExitCodes.TargetFailed, problem.ExitCode);
    }

    [Fact]
    public async Task All_services_that_fail_are_told_at_once()
    {
        new FakeContainer("db") { Health = "unhealthy", FailingStreak = 3, Probe = (127, "sh: curl: not found") }.AddTo(_engine);
        new FakeContainer("api") { Status = "exited", ExitCode = 3, Log = "no config\n" }.AddTo(_engine);
        new FakeContainer("web") { Status = "paused", Health = "healthy" }.AddTo(_engine);
        new FakeContainer("slow") { Health = "starting" }.AddTo(_engine);
        new FakeContainer("port") { Status = "created", ExitCode = 128, Error = "driver failed programming external connectivity" }.AddTo(_engine);
        new FakeContainer("big") { Status = "exited", ExitCode = 137, OutOfMemory = true, MemoryLimit = 64 << 20 }.AddTo(_engine);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => WaitAsync("db", "api", "web", "slow", "port", "big", "none"));

        Assert.Equal(
            """
            error SW0434: the health check of service 'db' wants a program that its image does not have
              last check: exit code 127, "sh: curl: not found" (attempt 3)
              last state: running, unhealthy, 0 restarts
              try: use a program in its health check that its image has
            error SW0514: service 'api' has ended with exit code 3
              last state: exited with exit code 3, 0 restarts
              last lines: no config
              try: docker logs shop-api-1
            error SW0516: service 'web' is paused
              last state: paused, 0 restarts
              try: docker unpause shop-web-1
            error SW0517: service 'port' could not be started
              engine:     driver failed programming external connectivity
              last state: created, 0 restarts
              try: docker logs shop-port-1
            error SW0433: service 'big' was killed for memory; its limit is 64 MiB
              last state: exited with exit code 137, killed for memory, 0 restarts
              try: raise its memory limit, or find out what it needs the memory for
            error SW0511: service 'none' has no container
              project: shop
              try: start it (ComposeUp), and check that its profile is on
            """,
            problem.Message);
    }

    [Fact]
    public async Task A_restart_loop_is_found_although_it_reads_running()
    {
        new FakeContainer("api") { Restarts = 2 }.AddTo(_engine);
        var waiting = WaitAsync("api");
        await _clock.WaitForTimersAsync(1, Cancellation);

        new FakeContainer("api") { Restarts = 7, Log = "cannot reach db\n" }.AddTo(_engine);
        await _events.Writer.WriteAsync(new FakeContainer("api").Event("start"), Cancellation);

        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var problem = Assert.IsType<ProblemException>(waiting.Exception?.InnerException);
        Assert.Equal(
            """
            error SW0515: service 'api' starts again and again
              last state: running, 7 restarts
              last lines: cannot reach db
              try: docker logs shop-api-1
            """,
            problem.Message);
    }

    [Fact]
    public async Task A_one_shot_is_done_when_it_has_ended_well()
    {
        new FakeContainer("migrate") { Status = "exited" }.AddTo(_engine);
        using var client = _engine.Client();
        var request = new HealthGateRequest { Project = "shop", Services = ["migrate"], OneShots = ["migrate"] };

        var states = await new HealthGate(client, _clock).WaitAsync(request, cancellationToken: Cancellation);

        Assert.Equal([new ServiceHealth("migrate", "shop-migrate-1", ServiceHealthState.Ready, "exited with exit code 0, 0 restarts")], states);
    }

    [Fact]
    public async Task An_engine_that_ends_while_we_wait_is_told_so()
    {
        new FakeContainer("db") { Health = "starting" }.AddTo(_engine);
        var waiting = WaitAsync("db");
        await _clock.WaitForTimersAsync(1, Cancellation);

        _events.Writer.Complete();

        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var problem = Assert.IsType<ProblemException>(waiting.Exception?.InnerException);
        Assert.Equal("the connection to the Docker engine was lost while asking it to tell its events", problem.Problems[0].What);
    }

    [Fact]
    public async Task A_health_check_has_its_own_deadline()
    {
        new FakeContainer("db") { Health = "starting", Check = (StartPeriod: 5, Interval: 2, Timeout: 1, Retries: 3) }.AddTo(_engine);
        var waiting = WaitAsync("db");
        await _clock.WaitForTimersAsync(1, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await _clock.WaitForTimersAsync(1, Cancellation);
        Assert.False(waiting.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("service 'db' was not healthy within 16 s", await WhyAsync(waiting));
    }

    [Fact]
    public async Task A_flap_starts_the_time_of_stability_anew()
    {
        new FakeContainer("db") { Health = "healthy" }.AddTo(_engine);
        var waiting = WaitAsync(new HealthGateRequest { Project = "shop", Services = ["db"], Deadline = TimeSpan.FromSeconds(60), StableFor = TimeSpan.FromSeconds(5) });
        await _clock.WaitForTimersAsync(1, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(4));
        await TellAsync(new FakeContainer("db") { Health = "unhealthy" }, "health_status: unhealthy", "running, unhealthy, 0 restarts, was healthy before");
        await TellAsync(new FakeContainer("db") { Health = "healthy" }, "health_status: healthy", "running, healthy, 0 restarts, has to stay so");
        await _clock.WaitForTimersAsync(1, Cancellation);

        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ServiceHealthState.Ready, Assert.Single(await waiting).State);
    }

    [Fact]
    public async Task A_service_that_goes_on_flapping_fails()
    {
        new FakeContainer("db") { Health = "healthy" }.AddTo(_engine);
        var waiting = WaitAsync(new HealthGateRequest { Project = "shop", Services = ["db"], Deadline = TimeSpan.FromSeconds(60), StableFor = TimeSpan.FromSeconds(5) });
        await _clock.WaitForTimersAsync(1, Cancellation);
        for (var flap = 1; flap <= 3; flap++)
        {
            await TellAsync(new FakeContainer("db") { Health = "unhealthy" }, "health_status: unhealthy", flap < 3 ? "running, unhealthy, 0 restarts, was healthy before" : "running, unhealthy, 0 restarts");
            if (flap < 3)
                await TellAsync(new FakeContainer("db") { Health = "healthy" }, "health_status: healthy", "running, healthy, 0 restarts, has to stay so");
        }

        Assert.Equal("service 'db' is healthy and unhealthy by turns", await WhyAsync(waiting));
    }

    [Fact]
    public async Task A_container_that_is_replaced_is_told_as_such()
    {
        new FakeContainer("db") { Health = "starting" }.AddTo(_engine);
        var waiting = WaitAsync("db");
        await _clock.WaitForTimersAsync(1, Cancellation);

        new FakeContainer("db") { Health = "starting", Id = "other" }.AddTo(_engine);
        await _events.Writer.WriteAsync(new FakeContainer("db").Event("destroy") + new FakeContainer("db") { Id = "other" }.Event("create"), Cancellation);

        Assert.Equal("the container of service 'db' was replaced while it was waited for", await WhyAsync(waiting));
    }

    [Fact]
    public async Task A_container_that_is_removed_is_told_as_such()
    {
        new FakeContainer("db") { Health = "starting" }.AddTo(_engine);
        var waiting = WaitAsync("db");
        await _clock.WaitForTimersAsync(1, Cancellation);

        _engine.On("GET /v1.45/containers/json?all=1&filters=", new FakeEngine.Answer("[]"));
        await _events.Writer.WriteAsync(new FakeContainer("db").Event("destroy"), Cancellation);

        Assert.Equal("the container of service 'db' was removed while it was waited for", await WhyAsync(waiting));
    }

    [Fact]
    public async Task A_process_that_is_killed_for_memory_fails_a_service_that_is_not_healthy_yet()
    {
        new FakeContainer("db") { Health = "starting", MemoryLimit = 64 << 20 }.AddTo(_engine);
        var waiting = WaitAsync("db");
        await _clock.WaitForTimersAsync(1, Cancellation);

        await _events.Writer.WriteAsync(new FakeContainer("db").Event("oom"), Cancellation);

        Assert.Equal("service 'db' was killed for memory; its limit is 64 MiB", await WhyAsync(waiting));
    }

    [Fact]
    public async Task A_verdict_names_who_waited()
    {
        new FakeContainer("db") { Health = "unhealthy" }.AddTo(_engine);
        var needs = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["web"] = ["db"], ["jobs"] = ["web", "db"], ["db"] = [] };

        var problem = await Assert.ThrowsAsync<ProblemException>(() => WaitAsync(new HealthGateRequest { Project = "shop", Services = ["db"], Needs = needs }));

        Assert.Contains("needed by:  web, jobs", problem.Problems[0].Facts!);
    }

    private static async Task<string> WhyAsync(Task waiting)
    {
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return Assert.IsType<ProblemException>(waiting.Exception?.InnerException).Problems[0].What;
    }

    private async Task<IReadOnlyList<ServiceHealth>> WaitAsync(HealthGateRequest request)
    {
        using var client = _engine.Client();
        return await new HealthGate(client, _clock).WaitAsync(request, health => _news.Writer.TryWrite(health), Cancellation);
    }

    // Tells an event, and waits until the gate has said what it makes of it.
    private async Task TellAsync(FakeContainer container, string action, string detail)
    {
        container.AddTo(_engine);
        await _events.Writer.WriteAsync(container.Event(action), Cancellation);
        while ((await _news.Reader.ReadAsync(Cancellation)).Detail != detail)
        {
            // What it said before.
        }
    }

    private Task<IReadOnlyList<ServiceHealth>> WaitAsync(params string[] services) => WaitAsync(services, progress: null);

    private async Task<IReadOnlyList<ServiceHealth>> WaitAsync(string[] services, Action<ServiceHealth>? progress)
    {
        using var client = _engine.Client();
        var request = new HealthGateRequest { Project = "shop", Services = services, Deadline = TimeSpan.FromSeconds(60) };
        return await new HealthGate(client, _clock).WaitAsync(request, progress, Cancellation);
    }
}
