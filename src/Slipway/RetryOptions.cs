using Slipway.Processes;

namespace Slipway;

/// <summary>How a target is tried again.</summary>
public sealed record RetryOptions
{
    /// <summary>The wait after the first attempt. One second unless set.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much each wait is longer than the one before. 2 unless set; 1 keeps them equal.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>The longest wait. Half a minute unless set.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Which failures are worth another attempt. All unless set, but those that no repetition mends: a wrong build or input
    /// (exit code 2) and a missing tool (exit code 3). A target that ran into its time limit gives a <see cref="TimeoutException"/>.
    /// </summary>
    public Func<Exception, bool> When { get; init; } = failure => failure switch
    {
        ProblemException { ExitCode: ExitCodes.BuildIsWrong or ExitCodes.ToolIsMissing } => false,
        ProcessStartException => false,
        _ => true,
    };
}
