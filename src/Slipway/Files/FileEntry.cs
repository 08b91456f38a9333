namespace Slipway;

/// <summary>A file as a fingerprint sees it.</summary>
/// <param name="Path">Relative to the folder of the fingerprint, with <c>/</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Hash">The hash of its content; for a link, of its text.</param>
public readonly record struct FileEntry(string Path, FileKind Kind, ContentHash Hash);
