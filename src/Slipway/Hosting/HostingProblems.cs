using Slipway.Execution;

namespace Slipway.Hosting;

/// <summary>What can go wrong around a run.</summary>
internal static class HostingProblems
{
    /// <summary>Nobody thought of this exception.</summary>
    public static Problem Unexpected(Exception exception) =>
        ExecutionProblems.Unexpected("this is a bug, in Slipway or in the build's definitions", exception, ExitCodes.BuildIsWrong) with
        {
            Code = "SW0051",
            Try = "report it with the lines above",
        };
}
