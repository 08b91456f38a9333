using Slipway.Containers.Composing;
using Slipway.Containers.Swarm;
using Slipway.Containers.Tests.Engine;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Swarm;

public sealed class WaitingForTasks : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private readonly FakeEngine _engine = new();
    private readonly FakeClock _clock = new();
    private readonly List<string> _news = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_service_is_ready_when_its_tasks_have_run_for_a_moment()
    {
        _engine.Has([FakeSwarm.Service()], FakeSwarm.Task("t1", "starting"));
        var waiting = WaitAsync(new SwarmGoal("web", "d1", 1) { RunsFor = TimeSpan.FromSeconds(3) });
        await LookAsync(waiting);
        _engine.Has([FakeSwarm.Service()], FakeSwarm.Task("t1", "running"));
        await LookAsync(waiting);
        await LookAsync(waiting);
        Assert.False(waiting.IsCompleted);
        await PassAsync(waiting);

        var health = Assert.Single(await waiting);

        Assert.Equal(new ServiceHealth("web", "shop_web", ServiceHealthState.Ready, "1 of 1 running"), health);
        Assert.Equal(["0 of 1 running, starting", "1 of 1 running, has to stay so", "1 of 1 running"], _news);
    }

    [Fact]
    public async Task Tasks_of_an_earlier_deployment_do_not_count_nor_do_those_of_an_update_under_way()
    {
        _engine.Has([FakeSwarm.Service(digest: "d2")], FakeSwarm.Task("t1", "running"));
        var waiting = WaitAsync(new SwarmGoal("web", "d2", 1));
        await LookAsync(waiting);
        _engine.Has([FakeSwarm.Service(digest: "d2", update: "updating")], FakeSwarm.Task("t2", "running", digest: "d2"), FakeSwarm.Task("t1", "shutdown", wanted: "shutdown"));
        await LookAsync(waiting);
        await LookAsync(waiting);
        Assert.False(waiting.IsCompleted);
        _engine.Has([FakeSwarm.Service(digest: "d2", update: "completed")], FakeSwarm.Task("t2", "running", digest: "d2"));
        await PassAsync(waiting);

        await waiting;

        Assert.Equal(["0 of 1 running", "1 of 1 running, watched for a while", "1 of 1 running"], _news);
    }

    [Fact]
    public async Task A_task_that_no_machine_takes_fails_at_once_with_the_reason()
    {
        _engine.Has([FakeSwarm.Service()], FakeSwarm.Task("t1", "rejected", "invalid mount config: /nowhere does not exist"));

        Assert.Equal(
            """
            error SW1079: the swarm cannot start service 'web'
              task:       shop_web.1 on alpha, rejected: invalid mount config: /nowhere does not exist
              last lines: no config
              try: docker service ps --no-trunc shop_web
            """,
            await WhyAsync(new SwarmGoal("web", "d1", 1)));
    }

    [Fact]
    public async Task One_task_after_the_other_that_fails_is_a_loop_after_five()
    {
        _engine.Has([FakeSwarm.Service()], FakeSwarm.Task("t1", "failed", "task: non-zero exit (3)", exitCode: 3), FakeSwarm.Task("t2", "starting"));
        var waiting = WaitAsync(new SwarmGoal("web", "d1", 1));
        await LookAsync(waiting);
        Assert.False(waiting.IsCompleted);
        _engine.Has(
            [FakeSwarm.Service()],
            [.. Enumerable.Range(2, 4).Select(number => FakeSwarm.Task($"t{number}", "failed", "task: non-zero exit (3)", exitCode: 3)), FakeSwarm.Task("t6", "starting")]);
        await PassAsync(waiting);

        Assert.Equal(
            """
            error SW1078: service 'web' starts again and again
              task:       shop_web.1 on alpha, failed: task: non-zero exit (3)
              failed:     5 tasks
              last lines: no config
              try: docker service ps --no-trunc shop_web
            """,
            await WhyAsync(waiting));
    }

    [Fact]
    public async Task A_task_that_ended_and_is_not_started_again_fails_at_once()
    {
        _engine.Has([FakeSwarm.Service()], FakeSwarm.Task("t1", "complete", wanted: "shutdown"));

        Assert.StartsWith("error SW1078: service 'web' has ended with exit code 0\n", await WhyAsync(new SwarmGoal("web", "d1", 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_ready_when_its_task_is_complete_and_fails_with_it()
    {
        _engine.Has([FakeSwarm.Service()], FakeSwarm.Task("t1", "complete", wanted: "shutdown"));
        await WaitAsync(new SwarmGoal("web", "d1", 1) { IsJob = true });
        _engine.Has([FakeSwarm.Service()], FakeSwarm.Task("t2", "failed", "task: non-zero exit (7)", wanted: "shutdown", exitCode: 7));

        Assert.Equal(["1 of 1 complete"], _news);
        Assert.StartsWith("error SW1078: service 'web' has ended with exit code 7\n", await WhyAsync(new SwarmGoal("web", "d1", 1) { IsJob = true }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paused", "the swarm has paused the update of service 'web', as a task failed")]
    [InlineData("rollback_completed", "the swarm has rolled the update of service 'web' back, as a task failed")]
    public async Task An_update_that_the_swarm_ends_fails_at_once(string state, string what)
    {
        _engine.Has([FakeSwarm.Service(update: state, message: "update paused due to failure of task t1")], FakeSwarm.Task("t1", "failed", "task: non-zero exit (3)", digest: "d2", exitCode: 3));

        Assert.Equal(
            $"""
            error SW1080: {what}
              task:       shop_web.1 on alpha, failed: task: non-zero exit (3)
              update:     update paused due to failure of task t1
              last lines: no config
              try: docker service ps --no-trunc shop_web
            """,
            await WhyAsync(new SwarmGoal("web", "d2", 1)));
    }

    [Fact]
    public async Task What_is_not_ready_in_time_is_told_with_what_is_in_its_way()
    {
        _engine.Has([FakeSwarm.Service()], FakeSwarm.Task("t1", "pending", "no suitable node (insufficient resources on 1 node)"));
        var waiting = WaitAsync(new SwarmGoal("web", "d1", 1));
        await LookAsync(waiting);
        await PassAsync(waiting);

        Assert.StartsWith(
            """
            error SW1081: service 'web' was not ready within 60 s
              task:       shop_web.1 on alpha, pending: no suitable node (insufficient resources on 1 node)

            """,
            await WhyAsync(waiting),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_that_had_failed_before_are_no_news()
    {
        _known.UnionWith(["t1", "t2"]);
        _engine.Has([FakeSwarm.Service()], FakeSwarm.Task("t2", "running"), FakeSwarm.Task("t1", "rejected", "No such image"));

        await WaitAsync(new SwarmGoal("web", "d1", 1) { RunsFor = TimeSpan.FromSeconds(3) });

        Assert.Equal(["1 of 1 running"], _news);
    }

    private Task<IReadOnlyList<ServiceHealth>> WaitAsync(SwarmGoal goal) => WaitAsync([goal]);

    private async Task<IReadOnlyList<ServiceHealth>> WaitAsync(IReadOnlyList<SwarmGoal> goals)
    {
        using var client = _engine.Client();
        return await new SwarmGate(new SwarmApi(client, "shop"), _clock).WaitAsync(goals, _known, TimeSpan.FromSeconds(60), health => _news.Add(health.Detail), Cancellation);
    }

    private Task<string> WhyAsync(SwarmGoal goal) => WhyAsync(WaitAsync(goal));

    private static async Task<string> WhyAsync(Task waiting)
    {
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return Assert.IsType<ProblemException>(waiting.Exception?.InnerException).Message;
    }

    // Time passes until the gate has its answer: in steps that leave every question of it the time that it has.
    private async Task PassAsync(Task waiting)
    {
        while (!waiting.IsCompleted)
            await LookAsync(waiting, TimeSpan.FromSeconds(2));
    }

    // Waits until the gate does, or has its answer, and lets it look again.
    private async Task LookAsync(Task waiting, TimeSpan? later = null)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await Task.WhenAny(_clock.WaitForTimerAsync(Soon, enough.Token), waiting);
        await enough.CancelAsync();
        _clock.Advance(later ?? Soon);
    }
}
