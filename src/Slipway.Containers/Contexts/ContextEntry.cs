namespace Slipway.Containers.Contexts;

/// <summary>A file, folder or link of a build context.</summary>
public sealed record ContextEntry
{
    /// <summary>The path relative to the context, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The absolute path.</summary>
    public required string FullPath { get; init; }

    /// <summary>What it is.</summary>
    public required ContextEntryKind Kind { get; init; }

    /// <summary>Its mode bits as git knows them: 755 for folders and for what the owner may execute, 644 for other files; all of them for a link.</summary>
    public required UnixFileMode Mode { get; init; }

    /// <summary>The bytes of a file; 0 for others.</summary>
    public long Size { get; init; }

    /// <summary>The text of a link as written.</summary>
    public string? LinkTarget { get; init; }
}
