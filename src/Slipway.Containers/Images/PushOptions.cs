namespace Slipway.Containers.Images;

/// <summary>How patient a push is.</summary>
public sealed record PushOptions
{
    /// <summary>How long a push of one image may take with all its repetitions. Half an hour unless set.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often a push is tried. Four times unless set.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The wait after the first failure; each later one is twice as long. One second unless set.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);
}
