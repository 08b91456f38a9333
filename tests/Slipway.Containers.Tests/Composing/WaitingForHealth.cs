using Slipway.Containers.Composing;

namespace Slipway.Containers.Tests.Composing;

public sealed class WaitingForHealth : WithAGate
{
    [Fact]
    public async Task Events_are_subscribed_to_before_the_first_look()
    {
        new FakeContainer("db") { Health = "healthy" }.AddTo(Engine);

        await WaitAsync("db");

        Assert.StartsWith(
            "GET /v1.45/events?filters=" + Uri.EscapeDataString("""{"type":["container"],"label":["com.docker.compose.project=shop"],"event":["create","start","""),
            Engine.Lines[0],
            StringComparison.Ordinal);
        Assert.Equal("GET /v1.45/containers/id-db/json", Engine.Lines[2]);
    }

    [Fact]
    public async Task A_service_is_ready_when_the_engine_tells_that_it_is_healthy()
    {
        new FakeContainer("db") { Health = "starting" }.AddTo(Engine);
        var news = new List<string>();
        var waiting = WaitAsync(["db"], s => news.Add($"{s.Service} {s.State}: {s.Detail}"));
        await WaitsAsync();

        new FakeContainer("db") { Health = "healthy" }.AddTo(Engine);
        await Events.Writer.WriteAsync(new FakeContainer("db").Event("health_status: healthy"), Cancellation);
        var states = await waiting;

        Assert.Equal([new ServiceHealth("db", "shop-db-1", ServiceHealthState.Ready, "running, healthy, 0 restarts")], states);
        Assert.Equal(["db Waiting: running, starting, 0 restarts", "db Ready: running, healthy, 0 restarts"], news);
    }

    [Fact]
    public async Task A_service_without_a_health_check_must_have_run_for_a_moment()
    {
        new FakeContainer("web").AddTo(Engine);
        var waiting = WaitAsync("web");
        await WaitsAsync();
        Assert.False(waiting.IsCompleted);

        Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(ServiceHealthState.Ready, Assert.Single(await waiting).State);
    }

    [Fact]
    public async Task A_service_that_is_not_healthy_in_time_is_told_with_its_last_check_and_its_log()
    {
        new FakeContainer("db") { Health = "starting", FailingStreak = 12, Probe = (2, "no response\n"), Log = "one\ntwo\n" }.AddTo(Engine);
        new FakeContainer("web") { Health = "healthy" }.AddTo(Engine);
        var waiting = WaitAsync("db", "web");

        // The safety look comes every ten seconds, the deadline after six of them.
        for (var look = 1; look <= 6; look++)
        {
            await WaitsAsync();
            Clock.Advance(TimeSpan.FromSeconds(10));
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
    public async Task A_one_shot_is_done_when_it_has_ended_well()
    {
        new FakeContainer("migrate") { Status = "exited" }.AddTo(Engine);
        using var client = Engine.Client();
        var request = new HealthGateRequest { Project = "shop", Services = ["migrate"], OneShots = ["migrate"] };

        var states = await new HealthGate(client, Clock).WaitAsync(request, cancellationToken: Cancellation);

        Assert.Equal([new ServiceHealth("migrate", "shop-migrate-1", ServiceHealthState.Ready, "exited with exit code 0, 0 restarts")], states);
    }

    [Fact]
    public async Task A_health_check_has_its_own_deadline()
    {
        new FakeContainer("db") { Health = "starting", Check = (StartPeriod: 5, Interval: 2, Timeout: 1, Retries: 3) }.AddTo(Engine);
        var waiting = WaitAsync("db");
        await WaitsAsync();
        Clock.Advance(TimeSpan.FromSeconds(10));
        await WaitsAsync();
        Assert.False(waiting.IsCompleted);

        Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("service 'db' was not healthy within 16 s", await WhyAsync(waiting));
    }
}
