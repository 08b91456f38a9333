namespace Slipway.BuildKit;

/// <summary>How patient a <see cref="BuildKitClient"/> is.</summary>
public sealed record BuildKitClientOptions
{
    /// <summary>How long opening a connection may take. Ten seconds unless set.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the builder may think about a question. Two minutes unless set. Builds have no such limit.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the rest of the news of a build that has ended may take. Ten seconds unless set.</summary>
    public TimeSpan LastNewsTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Measures the timeouts. The system's clock unless set.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
