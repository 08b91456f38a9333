using Slipway.Diagnostics;

namespace Slipway.GitHub.Workflows;

/// <summary>What can be wrong with an attribute, or with the files that are made of it.</summary>
internal static class WorkflowProblems
{
    public static Problem WrongName(string name) => new(
        "SW1030",
        $"'{name}' is no name for a workflow",
        null,
        "letters, digits, - and _: [GitHubWorkflow(\"ci\")]",
        ExitCodes.BuildIsWrong);

    public static Problem SameName(string name) => new(
        "SW1031",
        $"two workflows are named '{name}'",
        ["both would be the same file"],
        "rename one",
        ExitCodes.BuildIsWrong);

    public static Problem NothingInvoked(string workflow) => new(
        "SW1032",
        $"workflow '{workflow}' runs nothing",
        null,
        "name targets: Invoke = [nameof(Test)]",
        ExitCodes.BuildIsWrong);

    public static Problem NoTarget(string workflow, string entry) => new(
        "SW1033",
        $"workflow '{workflow}' has a job without a target: '{entry}'",
        null,
        "put the target first, options behind it",
        ExitCodes.BuildIsWrong);

    public static Problem UnknownTarget(string workflow, string name, IEnumerable<string> known) => new(
        "SW1034",
        $"workflow '{workflow}' names target '{name}', which the build does not have",
        null,
        Nearest.To(name, known) is { Count: > 0 } near ? string.Join(", ", near) : "./build.sh --list",
        ExitCodes.BuildIsWrong);

    public static Problem UnsafeWord(string workflow, string word) => new(
        "SW1035",
        $"workflow '{workflow}' cannot hold {OneLine(word)}",
        ["GitHub or the shell would take it for something else: ${{, a quote, or a control character"],
        "leave that out, or give it by an environment variable",
        ExitCodes.BuildIsWrong);

    public static Problem TooManyItems(string workflow, string target, int count, int most) => new(
        "SW1036",
        $"workflow '{workflow}' would have {count} jobs for '{target}'",
        [$"GitHub takes at most {most}"],
        "name a target that runs all of them in one job",
        ExitCodes.BuildIsWrong);

    public static Problem NoInputs(string workflow) => new(
        "SW1037",
        $"workflow '{workflow}' is to have path filters, and no target of it says what it is made of",
        null,
        "add Inputs to the targets, or leave PathFilters out",
        ExitCodes.BuildIsWrong);

    public static Problem NoRootFile(string workflow, IReadOnlyList<string> looked) => new(
        "SW1038",
        $"workflow '{workflow}' hands files on, and there is no file that marks the root of them",
        [$"looked for: {string.Join(", ", looked)}"],
        "add a README.md",
        ExitCodes.BuildIsWrong);

    public static Problem WrongPermission(string workflow, string permission) => new(
        "SW1039",
        $"workflow '{workflow}' asks for '{permission}', which is no permission",
        null,
        "write it as \"packages: write\"",
        ExitCodes.BuildIsWrong);

    public static Problem UnknownSecret(string workflow, string name, IEnumerable<string> known) => new(
        "SW1040",
        $"workflow '{workflow}' names secret '{name}', which the build does not have",
        null,
        Nearest.To(name, known) is { Count: > 0 } near ? string.Join(", ", near) : "name a parameter of type Secret",
        ExitCodes.BuildIsWrong);

    public static Problem HandWritten(string file) => new(
        "SW1041",
        $"'{file}' was written by hand, and a workflow of the build has its name",
        [$"{file}:1"],
        "delete the file, or rename the workflow",
        ExitCodes.BuildIsWrong);

    public static Problem Stale(IReadOnlyList<string> files) => new(
        "SW1042",
        $"{(files.Count == 1 ? "a workflow is" : $"{files.Count} workflows are")} not what the build says",
        files,
        "./build.sh GenerateWorkflows",
        ExitCodes.BuildIsWrong);

    private static string OneLine(string word) => $"'{string.Concat(word.Select(c => char.IsControl(c) ? '?' : c))}'";
}
