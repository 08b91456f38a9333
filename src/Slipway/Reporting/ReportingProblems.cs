namespace Slipway.Reporting;

/// <summary>What can go wrong with what a run writes.</summary>
internal static class ReportingProblems
{
    public static Problem CannotWriteEvents(string file, string why) => new(
        "SW0143",
        $"--events names '{file}', which cannot be written: {why}",
        Try: "name a file in a folder that exists, or - for standard output",
        ExitCode: ExitCodes.BuildIsWrong);

    /// <summary>What is printed when traces were not taken; a run does not fail for it.</summary>
    public static string TracesNotSent(string endpoint, string why) => $"warning SW0144: traces were not sent to {endpoint}: {why}";

    public static string TracesNotUnderstood(string variable, string value, string expected) =>
        $"warning SW0145: {variable} is '{value}', which is not {expected}: no traces are sent";
}
