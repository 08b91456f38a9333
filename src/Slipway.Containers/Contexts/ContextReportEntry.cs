namespace Slipway.Containers.Contexts;

/// <summary>What became of a path of a build context.</summary>
/// <param name="Path">The path relative to the context, with <c>/</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Size">The bytes of a file; 0 for others.</param>
/// <param name="Rule">The line that decided; <see langword="null"/> where none matches.</param>
public sealed record ContextReportEntry(string Path, ContextEntryKind Kind, long Size, IgnoreRule? Rule);
