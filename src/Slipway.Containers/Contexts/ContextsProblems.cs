namespace Slipway.Containers.Contexts;

/// <summary>Every message about build contexts, one place for all.</summary>
internal static class ContextsProblems
{
    public static Problem NoFolder(string folder) => Of(
        "SW0331", $"the build context '{folder}' does not exist", [], "check 'context' in the compose file");

    public static Problem BadPattern(Place place, string pattern) => Of(
        "SW0332", $"the pattern '{pattern}' cannot be read", [$"{place}"],
        pattern.Contains('[', StringComparison.Ordinal) ? "close the '[', or write '\\[' for the character itself" : "write a path, with '!' before it for an exception");

    public static Problem Device(string folder, string path) => Of(
        "SW0333", $"'{path}' is a device, which cannot be part of a build context", [$"context: {folder}"],
        $"remove it, or add '{path}' to .dockerignore");

    public static Problem NotUtf8(string folder, string path) => Of(
        "SW0335", $"the name '{path}' is not UTF-8", [$"context: {folder}"],
        $"rename it, or leave it out with '{GoPaths.Escape(path).Replace('\uFFFD', '?')}' in .dockerignore");

    public static Problem CannotRead(string folder, string path, Exception reason) => Of(
        "SW0334", $"'{path}' cannot be read", [$"context: {folder}", $"reason: {reason.Message}"],
        $"change its permissions, or add '{path}' to .dockerignore");

    private static Problem Of(string code, string what, IReadOnlyList<string> facts, string remedy) =>
        new(code, what, facts, remedy, ExitCodes.BuildIsWrong);
}
