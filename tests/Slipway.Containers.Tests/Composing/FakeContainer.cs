using System.Text.Json;
using Slipway.Containers.Tests.Engine;

namespace Slipway.Containers.Tests.Composing;

/// <summary>A container of project <c>shop</c> on a fake engine.</summary>
internal sealed record FakeContainer(string Service)
{
    public string Status { get; init; } = "running";

    public string? Health { get; init; }

    public int ExitCode { get; init; }

    public int Restarts { get; init; }

    public bool OutOfMemory { get; init; }

    public string Error { get; init; } = "";

    public string Started { get; init; } = "2030-01-01T00:00:00Z";

    public int FailingStreak { get; init; }

    public (int ExitCode, string Output)? Probe { get; init; }

    public string Log { get; init; } = "";

    public int PublicPort { get; init; }

    public bool IsOneShot { get; init; }

    public string Id { get; init; } = "id-" + Service;

    public long MemoryLimit { get; init; }

    /// <summary>In seconds.</summary>
    public (int StartPeriod, int Interval, int Timeout, int Retries)? Check { get; init; }

    private string Name => $"shop-{Service}-1";

    public void AddTo(FakeEngine engine)
    {
        engine.On($"GET /v1.45/containers/{Id}/json", new FakeEngine.Answer(Details()));
        engine.On($"GET /v1.45/containers/{Id}/logs", new FakeEngine.Answer(Log) { Headers = "Content-Type: application/vnd.docker.raw-stream\r\n" });
        engine.On(
            "GET /v1.45/containers/json?all=1&filters=" + Uri.EscapeDataString($$"""{"label":["com.docker.compose.project=shop","com.docker.compose.service={{Service}}"]}"""),
            new FakeEngine.Answer($"[{Summary()}]"));
    }

    public string Summary() => JsonSerializer.Serialize(new
    {
        Id,
        Names = new[] { "/" + Name },
        State = Status,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["com.docker.compose.project"] = "shop",
            ["com.docker.compose.service"] = Service,
            ["com.docker.compose.oneoff"] = IsOneShot ? "True" : "False",
        },
        Ports = PublicPort == 0 ? [] : new[] { new { IP = "0.0.0.0", PrivatePort = 80, PublicPort, Type = "tcp" } },
    });

    public string Event(string action) => JsonSerializer.Serialize(new
    {
        Type = "container",
        Action = action,
        Actor = new { ID = Id, Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["com.docker.compose.service"] = Service } },
    }) + "\n";

    private string Details() => JsonSerializer.Serialize(new
    {
        Id,
        Name = "/" + Name,
        RestartCount = Restarts,
        HostConfig = new { Memory = MemoryLimit },
        Config = new
        {
            Tty = true,
            Healthcheck = Check is { } check
                ? new { Test = new[] { "CMD", "check" }, StartPeriod = check.StartPeriod * 1_000_000_000L, Interval = check.Interval * 1_000_000_000L, Timeout = check.Timeout * 1_000_000_000L, check.Retries }
                : null,
        },
        State = new
        {
            Status,
            ExitCode,
            OOMKilled = OutOfMemory,
            Error,
            StartedAt = Started,
            Health = Health is null ? null : new
            {
                Status = Health,
                FailingStreak,
                Log = Probe is { } probe ? new[] { new { End = "2030-01-01T00:00:00Z", probe.ExitCode, probe.Output } } : [],
            },
        },
    });
}
