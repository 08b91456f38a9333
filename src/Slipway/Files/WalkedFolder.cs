namespace Slipway.Files;

/// <summary>A folder that a walk has read: the names in it that count, and the folders to go on with.</summary>
/// <param name="path">Absolute.</param>
/// <param name="prefix">The relative path, with a <c>/</c> behind it; empty for the folder where the walk begins.</param>
/// <param name="globs">How far the patterns have come.</param>
internal sealed class WalkedFolder(string path, string prefix, GlobFolder globs)
{
    public string Path { get; } = path;

    public string Prefix { get; } = prefix;

    public GlobFolder Globs { get; } = globs;

    /// <summary>Names of files and links that the patterns pick, in order.</summary>
    public string[] Names { get; set; } = [];

    /// <summary>Those of <see cref="Names"/> that are links to folders.</summary>
    public HashSet<string>? FolderLinks { get; set; }

    /// <summary>Names of folders that the patterns pick themselves, in order.</summary>
    public string[] PickedFolders { get; set; } = [];

    /// <summary>Folders in it that may hold more.</summary>
    public WalkedFolder[] Folders { get; set; } = [];

    /// <summary>What is known of each of <see cref="Names"/>; <see langword="null"/> for what is gone, or is no file.</summary>
    public FileEntry?[] Entries { get; set; } = [];
}
