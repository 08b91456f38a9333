namespace Slipway.Containers.Tests.Contexts;

/// <summary>Knows every file, and notes which it was asked for.</summary>
internal sealed class KnownFiles : IFileState
{
    public List<string> Asked { get; } = [];

    /// <summary>What all files hold; what they really hold unless set.</summary>
    public ContentHash? Says { get; init; }

    /// <summary>The name of files that are not there.</summary>
    public string Gone { get; init; } = "";

    public FileFingerprint Take(AbsolutePath folder, GlobSet globs, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public FileEntry? Find(AbsolutePath file)
    {
        lock (Asked)
            Asked.Add(file);
        return file.Name == Gone ? null : new FileEntry(file.Name, FileKind.File, Says ?? ContentHash.Of(File.ReadAllBytes(file)));
    }

    public IReadOnlyList<FileEntry?> Find(IReadOnlyList<AbsolutePath> files, CancellationToken cancellationToken = default) => [.. files.Select(Find)];
}
