using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>A container that a gate waits for, by its id: what is seen of it and what has happened to it.</summary>
internal sealed class WatchedContainer(string service, ContainerDetails details, int look, long now)
{
    private readonly int _firstRestarts = details.Restarts;
    private readonly Dictionary<Probe, string?> _answers = [];

    public string Service { get; } = service;

    public ContainerDetails Details { get; private set; } = details;

    /// <summary>The look that found it: those of a later one are newer.</summary>
    public int FirstLook { get; } = look;

    /// <summary>When the gate saw it first.</summary>
    public long FirstSeen { get; } = now;

    /// <summary>Since when it has been ready without a break.</summary>
    public long? ReadySince { get; set; }

    /// <summary>When it became unhealthy after it had been healthy.</summary>
    public long? FlappedAt { get; private set; }

    public int Flaps { get; private set; }

    public bool WasHealthy { get; private set; }

    public bool WasKilledForMemory { get; private set; }

    public bool IsGone { get; private set; }

    /// <summary>Whether it was started while the gate waited.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Probes that have passed since its last start.</summary>
    public HashSet<Probe> Passed { get; } = [];

    /// <summary>Restarts since the gate looked first.</summary>
    public int Restarts => Details.Restarts - _firstRestarts;

    public void Saw(ContainerDetails details, long now)
    {
        if (details.Started != Details.Started)
            Reset();
        if (details.Health is HealthStatus.Healthy)
            WasHealthy = true;
        else if (details.Health is HealthStatus.Unhealthy && WasHealthy && FlappedAt is null)
            Flapped(now);
        if (details.Health is HealthStatus.Healthy)
            FlappedAt = null;
        Details = details;
    }

    /// <summary>Notes what a look afterwards may not show any more.</summary>
    public void Heard(string action, long now)
    {
        switch (action)
        {
            case "oom":
                WasKilledForMemory = true;
                break;
            case "start":
                HasStarted = true;
                Reset();
                break;
            case "die":
                Reset();
                break;
            case "destroy":
                IsGone = true;
                break;
            case "health_status: healthy":
                WasHealthy = true;
                FlappedAt = null;
                break;
            case "health_status: unhealthy" when WasHealthy && FlappedAt is null:
                Flapped(now);
                break;
        }
    }

    public void Lost() => IsGone = true;

    public void Answered(Probe probe, string? said)
    {
        _answers[probe] = said;
        if (said is null)
            Passed.Add(probe);
    }

    /// <summary>What a probe was told last.</summary>
    public string? LastAnswer(Probe probe) => _answers.GetValueOrDefault(probe);

    private void Reset()
    {
        ReadySince = null;
        Passed.Clear();
        _answers.Clear();
    }

    private void Flapped(long now)
    {
        Flaps++;
        FlappedAt = now;
        ReadySince = null;
    }
}
