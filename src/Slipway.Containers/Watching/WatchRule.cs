using Slipway.Containers.Compose;
using Slipway.Containers.Contexts;

namespace Slipway.Containers.Watching;

/// <summary>A file or folder whose changes concern a service.</summary>
/// <param name="Service">The service.</param>
/// <param name="Path">The file or folder, absolute.</param>
/// <param name="Action">What happens.</param>
internal sealed record WatchRule(string Service, string Path, WatchAction Action)
{
    /// <summary>Where it is copied to.</summary>
    public string? Target { get; init; }

    /// <summary>The command of <see cref="WatchAction.SyncAndExec"/>.</summary>
    public ComposeHook? Exec { get; init; }

    /// <summary>What below <see cref="Path"/> does not count, of the rule itself.</summary>
    public DockerIgnore Ignore { get; init; } = DockerIgnore.None;

    /// <summary>The build context with what it leaves out; paths below <see cref="Path"/> that it does not send are not watched.</summary>
    public (string Folder, DockerIgnore Ignore)? Context { get; init; }

    /// <summary>Folders below <see cref="Path"/> that the containers see by themselves.</summary>
    public IReadOnlyList<string> Mounted { get; init; } = [];

    /// <summary>Whether a change of a path concerns this rule.</summary>
    /// <param name="path">An absolute path.</param>
    public bool Concerns(string path)
    {
        if (!Lies(path, Path) || Mounted.Any(folder => Lies(path, folder)) || IsOfEditors(System.IO.Path.GetFileName(path)))
            return false;
        if (path != Path && Ignores(Ignore, Path, path))
            return false;
        // What a rule names counts, such as the Dockerfile, which few contexts send.
        return path == Path || Context is not var (folder, ignore) || !Lies(path, folder) || path == folder || !Ignores(ignore, folder, path);
    }

    /// <summary>The path inside the containers.</summary>
    /// <param name="path">A path that the rule concerns.</param>
    public string InContainer(string path) => path == Path
        ? Target!
        : $"{Target!.TrimEnd('/')}/{System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/')}";

    public static bool Lies(string path, string folder) =>
        path == folder || path.StartsWith(folder.TrimEnd(System.IO.Path.DirectorySeparatorChar) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // What editors and version control keep beside what is edited.
    private static bool IsOfEditors(string name) => name.EndsWith('~') || name.EndsWith(".swp", StringComparison.Ordinal) || name.EndsWith(".swx", StringComparison.Ordinal)
        || name.StartsWith(".#", StringComparison.Ordinal) || name == "4913" || name == ".git";

    private static bool Ignores(DockerIgnore ignore, string folder, string path) =>
        ignore.Matches(System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'));
}
