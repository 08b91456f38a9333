namespace Slipway.Graphs;

/// <summary>How often a node is tried, and how.</summary>
/// <param name="Attempts">At least one.</param>
/// <param name="Options">The waits between them, and which failures count.</param>
internal sealed record RetryPolicy(int Attempts, RetryOptions Options)
{
    public static RetryPolicy Once { get; } = new(1, new RetryOptions());

    /// <summary>How long to wait after an attempt.</summary>
    /// <param name="attempt">Counted from 1.</param>
    public TimeSpan DelayAfter(int attempt)
    {
        var delay = Options.Delay.TotalSeconds * Math.Pow(Options.Factor, attempt - 1);
        return delay < Options.MaxDelay.TotalSeconds ? TimeSpan.FromSeconds(delay) : Options.MaxDelay;
    }
}
