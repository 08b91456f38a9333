namespace Slipway.Containers.Contexts;

/// <summary>Which rules match a folder: what is below it starts from there.</summary>
/// <param name="Path">The folder; empty for the context.</param>
/// <param name="Matched">One for each rule.</param>
/// <param name="Above">The folder above.</param>
internal sealed record IgnoredFolder(string Path, bool[] Matched, IgnoredFolder? Above)
{
    /// <summary>This folder, or the one above it that is <paramref name="path"/>.</summary>
    public IgnoredFolder? Find(ReadOnlySpan<char> path)
    {
        for (var folder = this; folder is not null && folder.Path.Length >= path.Length; folder = folder.Above)
        {
            if (path.SequenceEqual(folder.Path))
                return folder;
        }

        return null;
    }
}
