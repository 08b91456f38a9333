using System.Text;
using Slipway.Processes;

namespace Slipway.Containers.Tests.Engine;

/// <summary>The answers were recorded from an engine 26.1 and shortened.</summary>
public sealed class FollowingContainers
{
    [Fact]
    public async Task A_log_is_split_by_stream_into_whole_lines()
    {
        byte[] log = [.. Frame(1, "one\ntw"), .. Frame(2, "bad\r\n"), .. Frame(1, "o\nrest")];
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/containers/c1/logs", new FakeEngine.Answer { Bytes = log, Headers = "Content-Type: application/vnd.docker.multiplexed-stream\r\n" });
        using var client = engine.Client();

        var lines = await client.ContainerLogsAsync("c1", tail: 20, TestContext.Current.CancellationToken);

        Assert.Equal(["GET /v1.45/containers/c1/logs?stdout=1&stderr=1&tail=20"], engine.Lines);
        Assert.Equal([new OutputLine("one", false), new OutputLine("bad", true), new OutputLine("two", false), new OutputLine("rest", false)], lines);
    }

    [Fact]
    public async Task A_log_of_a_terminal_is_one_stream_also_on_engines_that_do_not_tell()
    {
        await using var engine = new FakeEngine(api: "1.41");
        engine.On("GET /v1.41/containers/c1/logs", new FakeEngine.Answer("one\r\ntwo\r\n") { Headers = "" })
            .On("GET /v1.41/containers/c1/json", new FakeEngine.Answer("""{"Id":"c1","Config":{"Tty":true}}"""));
        using var client = engine.Client();

        var lines = await client.ContainerLogsAsync("c1", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([new OutputLine("one", false), new OutputLine("two", false)], lines);
    }

    [Fact]
    public async Task Events_come_one_by_one()
    {
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/events", new FakeEngine.Answer(
            """{"status":"health_status: healthy","id":"44","Type":"container","Action":"health_status: healthy","Actor":{"ID":"44","Attributes":{"name":"c1"}},"scope":"local","time":1795256672,"timeNano":1795256672446557704}""" + "\n")
        { Until = new TaskCompletionSource().Task });
        using var client = engine.Client();

        await foreach (var e in client.EventsAsync(
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["type"] = ["container"] }, DateTimeOffset.UnixEpoch.AddMilliseconds(1500), TestContext.Current.CancellationToken))
        {
            Assert.Equal(("container", "health_status: healthy", "44", "c1"), (e.Type, e.Action, e.ActorId, e.Attributes["name"]));
            Assert.Equal("2026-11-21T10:24:32.4465577+00:00", $"{e.Time:O}");
            break;
        }

        Assert.Equal(["GET /v1.45/events?since=1.500&filters=%7B%22type%22%3A%5B%22container%22%5D%7D"], engine.Lines);
    }

    private static byte[] Frame(byte stream, string text) =>
        [stream, 0, 0, 0, 0, 0, 0, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
