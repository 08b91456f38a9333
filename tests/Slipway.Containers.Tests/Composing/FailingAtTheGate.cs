using Slipway.Containers.Composing;
using Slipway.Containers.Tests.Engine;

namespace Slipway.Containers.Tests.Composing;

public sealed class FailingAtTheGate : WithAGate
{
    [Fact]
    public async Task All_services_that_fail_are_told_at_once()
    {
        new FakeContainer("db") { Health = "unhealthy", FailingStreak = 3, Probe = (127, "sh: curl: not found") }.AddTo(Engine);
        new FakeContainer("api") { Status = "exited", ExitCode = 3, Log = "no config\n" }.AddTo(Engine);
        new FakeContainer("web") { Status = "paused", Health = "healthy" }.AddTo(Engine);
        new FakeContainer("slow") { Health = "starting" }.AddTo(Engine);
        new FakeContainer("port") { Status = "created", ExitCode = 128, Error = "driver failed programming external connectivity" }.AddTo(Engine);
        new FakeContainer("big") { Status = "exited", ExitCode = 137, OutOfMemory = true, MemoryLimit = 64 << 20 }.AddTo(Engine);

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
        new FakeContainer("api") { Restarts = 2 }.AddTo(Engine);
        var waiting = WaitAsync("api");
        await WaitsAsync();

        new FakeContainer("api") { Restarts = 7, Log = "cannot reach db\n" }.AddTo(Engine);
        await Events.Writer.WriteAsync(new FakeContainer("api").Event("start"), Cancellation);

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
    public async Task A_container_that_is_replaced_is_told_as_such()
    {
        new FakeContainer("db") { Health = "starting" }.AddTo(Engine);
        var waiting = WaitAsync("db");
        await WaitsAsync();

        new FakeContainer("db") { Health = "starting", Id = "other" }.AddTo(Engine);
        await Events.Writer.WriteAsync(new FakeContainer("db").Event("destroy") + new FakeContainer("db") { Id = "other" }.Event("create"), Cancellation);

        Assert.Equal("the container of service 'db' was replaced while it was waited for", await WhyAsync(waiting));
    }

    [Fact]
    public async Task A_container_that_is_removed_is_told_as_such()
    {
        new FakeContainer("db") { Health = "starting" }.AddTo(Engine);
        var waiting = WaitAsync("db");
        await WaitsAsync();

        Engine.On("GET /v1.45/containers/json?all=1&filters=", new FakeEngine.Answer("[]"));
        await Events.Writer.WriteAsync(new FakeContainer("db").Event("destroy"), Cancellation);

        Assert.Equal("the container of service 'db' was removed while it was waited for", await WhyAsync(waiting));
    }

    [Fact]
    public async Task A_process_that_is_killed_for_memory_fails_a_service_that_is_not_healthy_yet()
    {
        new FakeContainer("db") { Health = "starting", MemoryLimit = 64 << 20 }.AddTo(Engine);
        var waiting = WaitAsync("db");
        await WaitsAsync();

        await Events.Writer.WriteAsync(new FakeContainer("db").Event("oom"), Cancellation);

        Assert.Equal("service 'db' was killed for memory; its limit is 64 MiB", await WhyAsync(waiting));
    }

    [Fact]
    public async Task A_verdict_names_who_waited()
    {
        new FakeContainer("db") { Health = "unhealthy" }.AddTo(Engine);
        var needs = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["web"] = ["db"], ["jobs"] = ["web", "db"], ["db"] = [] };

        var problem = await Assert.ThrowsAsync<ProblemException>(() => WaitAsync(new HealthGateRequest { Project = "shop", Services = ["db"], Needs = needs }));

        Assert.Contains("needed by:  web, jobs", problem.Problems[0].Facts!);
    }

    [Fact]
    public async Task An_engine_that_ends_while_we_wait_is_told_so()
    {
        new FakeContainer("db") { Health = "starting" }.AddTo(Engine);
        var waiting = WaitAsync("db");
        await WaitsAsync();

        Events.Writer.Complete();

        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var problem = Assert.IsType<ProblemException>(waiting.Exception?.InnerException);
        Assert.Equal("the connection to the Docker engine was lost while asking it to tell its events", problem.Problems[0].What);
    }

    [Fact]
    public async Task An_engine_that_answers_no_more_ends_the_waiting_three_seconds_after_the_deadline()
    {
        new FakeContainer("db") { Health = "starting" }.AddTo(Engine);
        var waiting = WaitAsync(new HealthGateRequest { Project = "shop", Services = ["db"], Deadline = TimeSpan.FromSeconds(15) });
        await WaitsAsync();

        // The look that follows finds nobody: it has the five seconds that are left, and three more.
        var asked = Freeze("GET /v1.45/containers/json");
        Clock.Advance(TimeSpan.FromSeconds(10));
        await asked;
        Clock.Advance(TimeSpan.FromSeconds(7.9));
        Assert.False(waiting.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(0.1));

        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.Equal(
            $"""
            error SW0405: the Docker engine said nothing for 8 s when asked to tell how the services of project 'shop' are
              engine:     {Engine.Endpoint.Address}
              last state: db: running, starting, 0 restarts
              try: see whether the engine hangs (docker info), restart it if so, then repeat
            """,
            Assert.IsType<ProblemException>(waiting.Exception?.InnerException).Message);
    }

    [Fact]
    public async Task A_verdict_does_without_a_log_that_the_engine_does_not_tell_within_five_seconds()
    {
        new FakeContainer("api") { Status = "exited", ExitCode = 3, Log = "no config\n" }.AddTo(Engine);
        var asked = Freeze("GET /v1.45/containers/id-api/logs");
        var waiting = WaitAsync("api");

        await asked;
        Clock.Advance(TimeSpan.FromSeconds(5));

        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.Equal(
            """
            error SW0514: service 'api' has ended with exit code 3
              last state: exited with exit code 3, 0 restarts, looked at for 5.0 s
              last lines: (not to be had: the engine did not answer)
              try: docker logs shop-api-1
            """,
            Assert.IsType<ProblemException>(waiting.Exception?.InnerException).Message);
    }

    // From now on such questions have no answer; the task is done when one was asked.
    private Task Freeze(string start)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Engine.On(start, _ =>
        {
            asked.TrySetResult();
            return new FakeEngine.Answer("[") { Until = new TaskCompletionSource().Task };
        });
        return asked.Task;
    }
}
