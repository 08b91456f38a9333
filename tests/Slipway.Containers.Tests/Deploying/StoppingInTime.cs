using Slipway.Containers.Deploying;
using Slipway.Containers.Engine;
using Slipway.Containers.Tests.Composing;
using Slipway.Containers.Tests.Engine;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Deploying;

public sealed class StoppingInTime : IAsyncLifetime
{
    private const string Left = "left, as the engine took too long: ";
    private const string Remedy = "; ./build.sh Clean --stack shop --volumes removes it, and so does the next deployment";

    private readonly FakeEngine _engine = new();
    private readonly FakeClock _clock = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EngineClient _client = null!;
    private string _releases = "";
    private int _calls;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _client = _engine.Client();
        Has(new FakeContainer("web"));
        _engine.On("GET /v1.45/networks", new FakeEngine.Answer("""[{"Id":"id-net","Name":"shop_default","Driver":"bridge"}]"""));
        _engine.On("GET /v1.45/volumes", asked => new FakeEngine.Answer(asked.Line.Contains("io.slipway", StringComparison.Ordinal) ? $$"""{"Volumes":[{{_releases}}]}""" : """{"Volumes":[{"Name":"shop_data","Driver":"local"}]}"""));
        _engine.On("DELETE /v1.45/", new FakeEngine.Answer { Status = "204 No Content" });
        _engine.On("DELETE /v1.45/containers/id-web", _ =>
        {
            // It is noted between its two calls.
            if (Interlocked.Increment(ref _calls) == 2)
                _asked.SetResult();
            return new FakeEngine.Answer { Status = "204 No Content" };
        });
        _engine.On("POST /v1.45/containers/id-web/wait", new FakeEngine.Answer("{\"StatusCode\":137}") { Until = _slow.Task });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _slow.TrySetResult();
        _client.Dispose();
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_not_removed_in_time_is_named_and_the_next_run_removes_it()
    {
        await StopAsync(_asked.Task);

        Assert.Equal([$"{Left}container shop-web-1, network shop_default, volume shop_data{Remedy}"], _said);
        Assert.DoesNotContain(_engine.Lines, line => line.StartsWith("DELETE /v1.45/volumes", StringComparison.Ordinal));

        _slow.SetResult();
        _said.Clear();
        await FinishAsync();
        await FinishAsync();

        Assert.Equal(["removed what a deployment that was stopped had left: container shop-web-1, network shop_default, volume shop_data"], _said);
        Assert.Equal(
            ["DELETE /v1.45/containers/id-web?force=1&v=1", "DELETE /v1.45/containers/id-web?force=1&v=1", "DELETE /v1.45/networks/id-net", "DELETE /v1.45/volumes/shop_data"],
            _engine.Lines.Where(line => line.StartsWith("DELETE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_engine_that_does_not_even_tell_what_is_there_is_waited_for_no_longer()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _engine.On("GET /v1.45/containers/json", _ =>
        {
            asked.TrySetResult();
            return new FakeEngine.Answer("[") { Until = _slow.Task };
        });

        await StopAsync(asked.Task);

        Assert.Equal([$"{Left}what project 'shop' has on the engine{Remedy}"], _said);
        Assert.NotNull(RemovalNote.Of(_folder.Path, "shop").Read());
    }

    [Fact]
    public async Task What_somebody_has_started_since_is_left_alone()
    {
        await StopAsync(_asked.Task);
        Has(new FakeContainer("web"), new FakeContainer("api"));

        await FinishAsync();

        AssertNothingIsRemoved();
    }

    [Fact]
    public async Task Volumes_stay_where_no_container_is_left_to_tell_whose_they_are()
    {
        await StopAsync(_asked.Task);
        Has();

        await FinishAsync();

        Assert.Contains("DELETE /v1.45/networks/id-net", _engine.Lines);
        Assert.DoesNotContain("DELETE /v1.45/volumes/shop_data", _engine.Lines);
    }

    [Fact]
    public async Task What_has_become_a_release_since_is_left_alone()
    {
        await StopAsync(_asked.Task);
        _releases = """{"Name":"slipway-release-shop-1","Driver":"local","Labels":{"io.slipway.record":"{\"number\":1,\"project\":\"shop\",\"time\":\"2030-01-01T00:00:00+00:00\",\"by\":\"me\",\"images\":{},\"files\":[],\"variables\":[],\"profiles\":[]}"}}""";

        await FinishAsync();

        AssertNothingIsRemoved();
    }

    [Fact]
    public async Task The_end_of_the_build_waits_for_open_work_no_longer_than_four_seconds_after_the_stop()
    {
        using var stop = new CancellationTokenSource();
        using var work = new OpenWork(_clock);
        var isLate = false;
        var doing = work.DoAsync(
            async late =>
            {
                await using var told = late.Register(() => isLate = true);
                await _slow.Task;
            },
            stop.Token);

        await stop.CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(3.4));
        Assert.False(isLate);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(isLate);
        var ending = Task.Run(work.Dispose, Cancellation);
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(0.5), Cancellation);
        Assert.False(ending.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        await ending;

        _slow.SetResult();
        await doing;
    }

    [Theory]
    [InlineData("")]
    [InlineData("engine unix:///var/run/docker.sock\ncontainer id-web\n")]
    [InlineData("\0\0\0")]
    public async Task A_damaged_note_counts_as_none(string text)
    {
        var file = Path.Combine(RemovalNote.FolderOf(_folder.Path, "shop"), "to-remove");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, Cancellation);

        await FinishAsync();

        Assert.Empty(_engine.Lines);
    }

    private void Has(params FakeContainer[] containers) =>
        _engine.On("GET /v1.45/containers/json", new FakeEngine.Answer($"[{string.Join(',', containers.Select(container => container.Summary()))}]"));

    // The run is asked to stop while it removes, and its time passes.
    private async Task StopAsync(Task begun)
    {
        using var stop = new CancellationTokenSource();
        using var work = new OpenWork(_clock);
        var undoing = work.DoAsync(New().UndoAsync, stop.Token);
        await begun.WaitAsync(Cancellation);
        await stop.CancelAsync();
        _clock.Advance(OpenWork.Patience);
        await undoing;
    }

    private Task FinishAsync() => New().FinishAsync(_said.Add, Cancellation);

    private void AssertNothingIsRemoved()
    {
        Assert.Equal(["DELETE /v1.45/containers/id-web?force=1&v=1"], _engine.Lines.Where(line => line.StartsWith("DELETE", StringComparison.Ordinal)));
        Assert.Null(RemovalNote.Of(_folder.Path, "shop").Read());
        Assert.Single(_said);
    }

    private Undoing New() => new(_client, "shop", RemovalNote.FolderOf(_folder.Path, "shop"), _clock) { Stack = "shop", Volumes = true, Warn = _said.Add };
}
