namespace Slipway;

/// <summary>What a Slipway process ends with.</summary>
public static class ExitCodes
{
    /// <summary>Everything that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>A target failed.</summary>
    public const int TargetFailed = 1;

    /// <summary>The build, its files or the command line are wrong.</summary>
    public const int BuildIsWrong = 2;

    /// <summary>A needed tool or daemon is missing.</summary>
    public const int ToolIsMissing = 3;

    /// <summary>Another run holds the project's lock.</summary>
    public const int Locked = 4;

    /// <summary>Interrupted by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM (128 + SIGTERM).</summary>
    public const int Terminated = 143;

    /// <summary>What several failures end with: wrong input (2) before a missing tool (3) before a failure (1).</summary>
    internal static int Gravest(IReadOnlyCollection<int> exitCodes) =>
        exitCodes.Count == 0 ? Done : exitCodes.Contains(BuildIsWrong) ? BuildIsWrong : exitCodes.Max();
}
