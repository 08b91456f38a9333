namespace Slipway.BuildKit;

/// <summary>Where the files of a context come from.</summary>
public interface IContextFiles
{
    /// <summary>
    /// Lists entries: names in the order of their bytes, each folder followed at once by what it holds, and before anything
    /// inside of it.
    /// </summary>
    /// <param name="selection">What is of interest; more may be listed.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    IEnumerable<ContextFile> Enumerate(ContextSelection selection, CancellationToken cancellationToken);

    /// <summary>Opens a file that was listed, for one reading from front to back.</summary>
    /// <param name="file">The file.</param>
    Stream Open(ContextFile file);

    /// <summary>Whether a file is still the one that was listed.</summary>
    /// <param name="file">The file.</param>
    bool IsUnchanged(ContextFile file);
}
