using Slipway.Files;

namespace Slipway;

public sealed partial class AbsolutePath
{
    /// <summary>The files in this folder that patterns pick, in the order of their paths, links to files included.</summary>
    /// <remarks><see cref="GlobSet"/> says how patterns are written. Links to folders are not followed.</remarks>
    /// <param name="patterns">Such as <c>src/**/*.cs</c>, <c>!**/obj/**</c>.</param>
    /// <returns>Nothing where this folder is missing.</returns>
    /// <exception cref="ProblemException">A pattern cannot be read, or a folder.</exception>
    public IReadOnlyList<AbsolutePath> Glob(params IEnumerable<string> patterns)
    {
        var found = new List<string?>();
        FileWalk.Collect(
            FileWalk.Read(_text, new GlobSet(patterns), null, CancellationToken.None),
            (folder, i) => folder.FolderLinks?.Contains(folder.Names[i]) == true ? null : folder.Prefix + folder.Names[i],
            found);
        return [.. found.OfType<string>().Select(path => this / path)];
    }

    /// <summary>The folders in this folder that patterns pick, in the order of their paths.</summary>
    /// <inheritdoc cref="Glob" path="/remarks|/param|/returns|/exception"/>
    public IReadOnlyList<AbsolutePath> GlobFolders(params IEnumerable<string> patterns)
    {
        var found = new List<string>();
        var open = new Stack<WalkedFolder>([FileWalk.Read(_text, new GlobSet(patterns), null, CancellationToken.None)]);
        while (open.TryPop(out var folder))
        {
            found.AddRange(folder.PickedFolders.Select(name => folder.Prefix + name));
            foreach (var inner in folder.Folders)
                open.Push(inner);
        }

        found.Sort(StringComparer.Ordinal);
        return [.. found.Select(path => this / path)];
    }
}
