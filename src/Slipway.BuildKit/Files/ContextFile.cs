namespace Slipway.BuildKit;

/// <summary>A file, folder or link of a context, as the builder is told of it.</summary>
/// <param name="Path">Relative to the context, with <c>/</c>.</param>
/// <param name="Kind">What it is.</param>
public sealed record ContextFile(string Path, ContextFileKind Kind)
{
    /// <summary>Permissions, such as <c>0x1A4</c> (octal 644).</summary>
    public int Mode { get; init; } = 0x1A4;

    /// <summary>Bytes of a file; 0 for everything else.</summary>
    public long Size { get; init; }

    /// <summary>The text of a link.</summary>
    public string LinkTarget { get; init; } = "";

    /// <summary>
    /// Nanoseconds since 1970. A builder asks for a file again when this or <see cref="Size"/> differs from what it has:
    /// it has to change whenever the content does.
    /// </summary>
    public long Time { get; init; }

    /// <summary>Tells the source whether the file is still the one that it listed; the source decides what it means.</summary>
    public long Stamp { get; init; }
}
