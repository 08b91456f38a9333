namespace Slipway.Containers.Engine;

/// <summary>How patient an <see cref="EngineClient"/> is.</summary>
public sealed record EngineClientOptions
{
    /// <summary>How long a connection may take. Ten seconds unless set.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the engine may think before it answers a question. Two minutes unless set.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a pull or push may say nothing. Five minutes unless set. Builds and events have no such limit:
    /// a step that compiles is silent for as long as it takes.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Measures the timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
