namespace Slipway.Files;

/// <summary>What can be wrong with paths and files.</summary>
internal static class FilesProblems
{
    public static Problem NotAbsolute(string text) => Wrong(
        "SW0160",
        $"'{text}' is no absolute path",
        OperatingSystem.IsWindows() ? @"write it from its drive on, such as C:\shop, or RootFolder / ""…""" : "write it from / on, or RootFolder / \"…\"");

    public static Problem NotRelative(string folder, string text) => Wrong(
        "SW0161",
        $"'{text}' cannot lie below '{folder}': it is no relative path",
        "leave out what it begins with, or use AbsolutePath.Parse");

    public static Problem NotAName(string path, string name) => Wrong(
        "SW0162",
        $"'{name}' cannot be the name of '{path}'",
        "use / for paths; a name holds no separator, and a root has none");

    public static Problem NotDeleted(string path, string why, string tip) => new(
        "SW0163", $"'{path}' is not deleted: {why}", Try: tip);

    public static Problem Exists(string path) => new(
        "SW0164", $"'{path}' is there already", Try: "say in TransferOptions what becomes of it, or delete it first");

    public static Problem NothingThere(string path) => new(
        "SW0165", $"'{path}' is not there", Try: "make it first, or look at how the path is written");

    public static Problem IntoItself(string path, string target) => new(
        "SW0166", $"'{path}' cannot be put into itself, at '{target}'", Try: "choose a target outside of it");

    public static Problem BadPattern(string pattern, string fault) => Wrong(
        "SW0167", $"the pattern '{pattern}' cannot be read: {fault}", "a pattern is like src/**/*.cs, {src,tests}/*.py or !**/obj/**");

    public static Problem CannotRead(string path, Exception why) => new(
        "SW0168", $"'{path}' cannot be read: {why.Message}", Try: "make it readable, or leave it out with a pattern after !");

    public static Problem NoInputs(string target) => Wrong(
        "SW0170", $"target '{target}' says Outputs and no Inputs, so that nobody knows when they are up to date", "add Inputs(\"src/**\"), or say Produces");

    public static Problem NoResult(string target) => Wrong(
        "SW0171", $"target '{target}' says Inputs and not what an item that is up to date gives", "add Gives(item => …), or Reuses");

    public static Problem NothingToConsume(string target, string other) => Wrong(
        "SW0172", $"target '{target}' consumes what '{other}' produces, and '{other}' does not say what that is", $"add Produces(\"…\") to {other}");

    public static Problem NotProduced(string node, string pattern) => new(
        "SW0173", $"'{node}' did not produce '{pattern}': no file is there", Try: "look at where it writes, or correct the pattern");

    public static Problem NotConsumed(string node, string target) => new(
        "SW0174", $"'{node}' asks for the artifacts of '{target}', which it does not consume", Try: $"add Consumes({target})", ExitCode: ExitCodes.BuildIsWrong);

    public static Problem NoArtifacts(string node, string target, IReadOnlyList<string> patterns) => new(
        "SW0175", $"'{node}' consumes what '{target}' produces, and no file is there", [$"patterns: {string.Join(' ', patterns)}"], $"run {target} too");

    private static Problem Wrong(string code, string what, string tip) => new(code, what, null, tip, ExitCodes.BuildIsWrong);
}
