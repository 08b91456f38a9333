using Slipway.Containers.Composing;

namespace Slipway.Containers.Tests.Composing;

public sealed class StayingHealthy : WithAGate
{
    [Fact]
    public async Task A_flap_starts_the_time_of_stability_anew()
    {
        new FakeContainer("db") { Health = "healthy" }.AddTo(Engine);
        var waiting = WaitAsync(new HealthGateRequest { Project = "shop", Services = ["db"], Deadline = TimeSpan.FromSeconds(60), StableFor = TimeSpan.FromSeconds(5) });
        await WaitsAsync();
        Clock.Advance(TimeSpan.FromSeconds(4));
        await TellAsync(new FakeContainer("db") { Health = "unhealthy" }, "health_status: unhealthy", "running, unhealthy, 0 restarts, was healthy before");
        await TellAsync(new FakeContainer("db") { Health = "healthy" }, "health_status: healthy", "running, healthy, 0 restarts, has to stay so");
        await WaitsAsync();

        Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(waiting.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ServiceHealthState.Ready, Assert.Single(await waiting).State);
    }

    [Fact]
    public async Task A_service_that_goes_on_flapping_fails()
    {
        new FakeContainer("db") { Health = "healthy" }.AddTo(Engine);
        var waiting = WaitAsync(new HealthGateRequest { Project = "shop", Services = ["db"], Deadline = TimeSpan.FromSeconds(60), StableFor = TimeSpan.FromSeconds(5) });
        await WaitsAsync();
        for (var flap = 1; flap <= 3; flap++)
        {
            await TellAsync(new FakeContainer("db") { Health = "unhealthy" }, "health_status: unhealthy", flap < 3 ? "running, unhealthy, 0 restarts, was healthy before" : "running, unhealthy, 0 restarts");
            if (flap < 3)
                await TellAsync(new FakeContainer("db") { Health = "healthy" }, "health_status: healthy", "running, healthy, 0 restarts, has to stay so");
        }

        Assert.Equal("service 'db' is healthy and unhealthy by turns", await WhyAsync(waiting));
    }
}
