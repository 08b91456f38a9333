using System.Threading.Channels;
using Slipway.Containers.Composing;
using Slipway.Containers.Tests.Engine;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Composing;

/// <summary>A gate of project <c>shop</c> on an engine and by a clock that the tests move.</summary>
public abstract class WithAGate : IAsyncLifetime
{
    private readonly Channel<ServiceHealth> _news = Channel.CreateUnbounded<ServiceHealth>();

    private protected FakeEngine Engine { get; } = new();

    private protected FakeClock Clock { get; } = new();

    private protected Channel<string> Events { get; } = Channel.CreateUnbounded<string>();

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Engine.On("GET /v1.45/containers/json", new FakeEngine.Answer("[]"));
        Engine.On("GET /v1.45/events", new FakeEngine.Answer { Later = Events.Reader.ReadAllAsync(Cancellation) });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Engine.DisposeAsync();
    }

    // It waits for news: what it asks of the engine has longer.
    private protected Task WaitsAsync() => Clock.WaitForTimerAsync(TimeSpan.FromSeconds(10), Cancellation);

    private protected static async Task<string> WhyAsync(Task waiting)
    {
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return Assert.IsType<ProblemException>(waiting.Exception?.InnerException).Problems[0].What;
    }

    private protected async Task<IReadOnlyList<ServiceHealth>> WaitAsync(HealthGateRequest request)
    {
        using var client = Engine.Client();
        return await new HealthGate(client, Clock).WaitAsync(request, health => _news.Writer.TryWrite(health), Cancellation);
    }

    // Tells an event, and waits until the gate has said what it makes of it.
    private protected async Task TellAsync(FakeContainer container, string action, string detail)
    {
        container.AddTo(Engine);
        await Events.Writer.WriteAsync(container.Event(action), Cancellation);
        while ((await _news.Reader.ReadAsync(Cancellation)).Detail != detail)
        {
            // What it said before.
        }
    }

    private protected Task<IReadOnlyList<ServiceHealth>> WaitAsync(params string[] services) => WaitAsync(services, progress: null);

    private protected async Task<IReadOnlyList<ServiceHealth>> WaitAsync(string[] services, Action<ServiceHealth>? progress)
    {
        using var client = Engine.Client();
        var request = new HealthGateRequest { Project = "shop", Services = services, Deadline = TimeSpan.FromSeconds(60) };
        return await new HealthGate(client, Clock).WaitAsync(request, progress, Cancellation);
    }
}
