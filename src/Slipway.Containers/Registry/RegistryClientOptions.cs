namespace Slipway.Containers.Registry;

/// <summary>How patient a <see cref="RegistryClient"/> is.</summary>
public sealed record RegistryClientOptions
{
    /// <summary>How long a registry may say nothing. Half a minute unless set.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one question may take with all its repetitions. Three minutes unless set.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How often a question is asked before its failure counts. Five times unless set.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait after the first failure; each later one is twice as long. Half a second unless set.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait, unless the registry asks for a longer one. Twenty seconds unless set.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Measures waits and timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
