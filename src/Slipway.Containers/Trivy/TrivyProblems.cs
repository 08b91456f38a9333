using Slipway.Processes;

namespace Slipway.Containers.Trivy;

/// <summary>What can go wrong with Trivy, as people read it.</summary>
internal static class TrivyProblems
{
    private const int ShownLines = 5;

    public static ProblemException NotFound(IReadOnlyList<string> lookedFor) => new(new Problem(
        "SW0601",
        "Trivy is needed, and there is none",
        [$"looked for: {string.Join(", ", lookedFor)}"],
        "install Trivy, or set SLIPWAY_TRIVY to its path",
        ExitCodes.ToolIsMissing));

    public static ProblemException NotTrivy(string path, string answer) => new(new Problem(
        "SW0602",
        $"'{path}' is not Trivy, or does not run here",
        [$"answer:  {answer}"],
        "set SLIPWAY_TRIVY to the path of Trivy, or unset it",
        ExitCodes.BuildIsWrong));

    public static ProblemException Failed(string image, ProcessInvocation command, int exitCode, IReadOnlyList<string> lines, string? likely) => new(new Problem(
        "SW0603",
        $"Trivy could not scan image '{image}': it ended with exit code {exitCode}",
        [
            $"command: {command}",
            $"says:    {string.Join('\n', lines.Count == 0 ? ["nothing"] : lines.TakeLast(ShownLines))}",
            .. likely is null ? Array.Empty<string>() : [$"reason:  {likely}"],
        ],
        likely is null ? "run the command by hand with --debug to see all that it says" : "build or pull the image first (BuildImages, Restore)"));

    public static ProblemException TooSlow(string image, TimeSpan timeout) => new(new Problem(
        "SW0604",
        $"Trivy did not finish image '{image}' within {timeout.TotalMinutes:0.#} min",
        [],
        "give it more time: the first scan of a large image takes longest"));

    public static ProblemException ReportUnreadable(string path, string reason) => new(new Problem(
        "SW0605",
        "Trivy's report cannot be read",
        [path, $"reason:  {reason}"],
        "remove the file and scan again; if that does not help, use a Trivy of version 0.20 or newer"));

    public static ProblemException Foreign(string path, string wanted, string found) => new(new Problem(
        "SW0583",
        "Trivy's report is of another image",
        [path, $"wanted:  {wanted}", $"report:  {(found.Length == 0 ? "of no image" : found)}"],
        "build the image again, then scan it"));

    public static Problem BadException(Place place, string line) => new(
        "SW0580",
        $"'{line}' is no exception of a scan",
        [place.ToString()],
        "write an id, and after it, where it shall end, exp:YYYY-MM-DD",
        ExitCodes.BuildIsWrong);
}
