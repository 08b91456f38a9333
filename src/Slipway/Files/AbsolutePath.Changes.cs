using Slipway.Files;

namespace Slipway;

public sealed partial class AbsolutePath
{
    /// <summary>Makes the folder, and those on its way, where it is missing.</summary>
    /// <exception cref="IOException">A file has that name, or the folder cannot be made.</exception>
    public AbsolutePath CreateDirectory()
    {
        Directory.CreateDirectory(_text);
        return this;
    }

    /// <summary>Makes the folder where it is missing, and deletes what is in it as <see cref="Delete"/> would.</summary>
    /// <inheritdoc cref="Delete" path="/param|/exception"/>
    public AbsolutePath CreateOrCleanDirectory(AbsolutePath? within = null)
    {
        Delete(within);
        return CreateDirectory();
    }

    /// <summary>Deletes a file, a link, or a folder with all that is in it; does nothing where nothing is there.</summary>
    /// <remarks>
    /// Links are deleted, never what they lead to. Refused are: roots, the home folder and those above it, folders that hold
    /// <c>.nuke</c> or <c>.git</c>, and all that lies outside of <paramref name="within"/>, also by a link on the way.
    /// </remarks>
    /// <param name="within">What is deleted has to be below this folder; the project's, where the path was made from <c>RootFolder</c>, unless given.</param>
    /// <exception cref="ProblemException">It must not be deleted.</exception>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    public void Delete(AbsolutePath? within = null) => new FileRemoval(within ?? _project).Remove(this);

    /// <summary>Copies a file, a link, or a folder with all that is in it. Links stay links; mode bits are kept.</summary>
    /// <param name="target">The new name, not the folder to put it in; the folders on its way are made.</param>
    /// <param name="options">What becomes of what is there. It is refused unless given.</param>
    /// <returns><paramref name="target"/>.</returns>
    /// <exception cref="ProblemException">Nothing is there to copy, or something is in the way.</exception>
    public AbsolutePath CopyTo(AbsolutePath target, TransferOptions? options = null)
    {
        new FileTransfer(options ?? new TransferOptions()).Copy(this, target);
        return target;
    }

    /// <summary>Moves a file, a link, or a folder with all that is in it; between file systems by copying.</summary>
    /// <inheritdoc cref="CopyTo" path="/param|/returns|/exception"/>
    public AbsolutePath MoveTo(AbsolutePath target, TransferOptions? options = null)
    {
        new FileTransfer(options ?? new TransferOptions()).Move(this, target);
        return target;
    }

    /// <summary>The path without links on the way; its own name stays, even where it is a link.</summary>
    internal AbsolutePath WithRealParent()
    {
        if (Parent is not { } folder)
            return this;
        var real = folder.WithRealParent();
        if (new DirectoryInfo(real) is { LinkTarget: not null } link && TryParse(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName, out var seen))
            real = seen.WithRealParent();
        return real / Name;
    }
}
