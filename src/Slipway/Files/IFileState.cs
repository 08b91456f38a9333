namespace Slipway;

/// <summary>Tells whether files changed. Content that was hashed before is not read again where the system shows that the file was left alone.</summary>
public interface IFileState
{
    /// <summary>The fingerprint of the files that patterns pick.</summary>
    /// <remarks>
    /// Relative path, content, whether the owner may execute it, and the text of links count; times, owners, the place of
    /// the folder and the order in folders do not. Sockets, pipes and devices are left out.
    /// </remarks>
    /// <param name="folder">Where patterns begin; there are no files where it is missing.</param>
    /// <param name="globs">The patterns.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ProblemException">Files or folders cannot be read.</exception>
    FileFingerprint Take(AbsolutePath folder, GlobSet globs, CancellationToken cancellationToken = default);

    /// <summary>One file; <see langword="null"/> where none is there. Links are not followed.</summary>
    /// <param name="file">The file; <see cref="FileEntry.Path"/> is its name.</param>
    /// <exception cref="ProblemException">It cannot be read.</exception>
    FileEntry? Find(AbsolutePath file);

    /// <summary>Many files at once, in the order in which they are named; <see langword="null"/> where none is there.</summary>
    /// <param name="files">The files; <see cref="FileEntry.Path"/> is the name of each. Links are not followed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ProblemException">One cannot be read.</exception>
    IReadOnlyList<FileEntry?> Find(IReadOnlyList<AbsolutePath> files, CancellationToken cancellationToken = default);
}
