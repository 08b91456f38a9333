namespace Slipway.Containers.Contexts;

/// <summary>How much of a build context is in one of its folders, folders inside of it included.</summary>
/// <param name="Path">The folder relative to the context; <c>.</c> for what lies in none.</param>
/// <param name="Files">Its files.</param>
/// <param name="Size">Their bytes together.</param>
public sealed record ContextFolder(string Path, int Files, ByteSize Size);
