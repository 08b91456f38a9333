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

    private static Problem Wrong(string code, string what, string tip) => new(code, what, null, tip, ExitCodes.BuildIsWrong);
}
