namespace Slipway.Tool;

/// <summary>What can be wrong with a command line of the tool.</summary>
internal static class ToolProblems
{
    public static Problem NoStack(string folder) => Wrong(
        "SW0901",
        $"neither '{folder}' nor a folder above it has a compose file",
        "go to a folder with compose.yaml or docker-compose.yml");

    public static Problem BadCommandLine(string what, string command) => Wrong("SW0902", what, $"slipway {command} --help");

    public static Problem BadFormat(string command, string format, IReadOnlyList<string> formats) => Wrong(
        "SW0903",
        $"'{format}' is no format of slipway {command}",
        $"one of {string.Join(", ", formats)}");

    public static Problem NoFolder(string folder) => Wrong("SW0904", $"there is no folder '{folder}'", "name the folder of a build context");

    public static Problem NotStarted(string program, string why) => new(
        "SW0610", $"the build project's own '{program}' cannot be started", [why], $"chmod +x {program}", ExitCodes.ToolIsMissing);

    public static Problem NothingToLint(string folder) => Wrong(
        "SW0905",
        $"'{folder}' has neither a compose file nor a Dockerfile",
        "go to a folder that has one, or name it: slipway lint --file FILE");

    public static Problem NoReports(string folder) => Wrong(
        "SW0906",
        $"neither '{folder}' nor a folder above it has the report of a run",
        "run something first, with --report always if it is short");

    public static Problem CannotServe(string address, string why) => Wrong("SW0907", $"{address} cannot be served: {why}", "choose another port: slipway report --port PORT");

    public static Problem SeveralStacks(string folder, IReadOnlyList<string> stacks) => new(
        "SW0908", $"several folders below '{folder}' have a compose file", stacks, "go to one of them", ExitCodes.BuildIsWrong);

    private static Problem Wrong(string code, string what, string tip) => new(code, what, Try: tip, ExitCode: ExitCodes.BuildIsWrong);
}
