using Slipway.Execution;

namespace Slipway.Hosting;

/// <summary>What can go wrong around a run.</summary>
internal static class HostingProblems
{
    /// <summary>The disk or its permissions do not let the run be.</summary>
    public static Problem NoFile(Exception exception) => new(
        "SW0063",
        $"the run cannot read or write what it needs: {exception.Message.TrimEnd('.')}",
        Try: "look at the permissions there and at the space that is left");

    /// <summary>Nobody thought of this exception.</summary>
    public static Problem Unexpected(Exception exception) =>
        ExecutionProblems.Unexpected("this is a bug, in Slipway or in the build's definitions", exception, ExitCodes.BuildIsWrong) with
        {
            Code = "SW0051",
            Try = "report it with the lines above",
        };
}
