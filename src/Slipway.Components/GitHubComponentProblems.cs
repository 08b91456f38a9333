namespace Slipway.Components;

/// <summary>What can be missing where GitHub is spoken to.</summary>
internal static class GitHubComponentProblems
{
    public static Problem NotKnown(string what, string hint) => new(
        "SW1020",
        $"GitHub is to be spoken to, and {what} is not known",
        null,
        hint,
        ExitCodes.BuildIsWrong);

    public static Problem NoAddress(string option, string value) => new(
        "SW1021",
        $"'{value}' is no address",
        [$"given by {option}"],
        "write it as https://host/path",
        ExitCodes.BuildIsWrong);

    public static Problem NoFiles(string what, IReadOnlyList<string> patterns) => new(
        "SW1022",
        $"there is no {what} to upload",
        [$"looked for: {string.Join(", ", patterns)}"],
        "run the targets that write it before");

    public static Problem NotADigest(string file, string why) => new(
        "SW1023",
        "the record of a pushed image is damaged",
        [file, why],
        "push again: ./build.sh PushImages");
}
