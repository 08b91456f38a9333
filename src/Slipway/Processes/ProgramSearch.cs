namespace Slipway.Processes;

/// <summary>Finds programs as a shell does: executable files in the folders on <c>PATH</c>, in order.</summary>
internal static class ProgramSearch
{
    private static readonly string[] WindowsEndings = ["", ".exe", ".cmd", ".bat", ".com"];

    /// <summary>The folders on the <c>PATH</c> of an environment.</summary>
    public static IReadOnlyList<string> FoldersOf(IReadOnlyDictionary<string, string> environment) =>
        (environment.GetValueOrDefault("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The first file that can be run.</summary>
    public static string? Find(string program, IReadOnlyList<string> folders) =>
        folders.SelectMany(folder => Candidates(Path.Combine(folder, program))).FirstOrDefault(IsExecutable);

    private static IEnumerable<string> Candidates(string file) =>
        OperatingSystem.IsWindows() ? WindowsEndings.Select(ending => file + ending) : [file];

    private static bool IsExecutable(string file) =>
        File.Exists(file)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None);
}
