using Slipway.Containers.Engine;
using Slipway.Containers.Volumes.Archives;

namespace Slipway.Containers.Volumes;

/// <summary>A container that is never started, through which the engine reads and writes a volume.</summary>
internal sealed class VolumeBox : IAsyncDisposable
{
    /// <summary>Where the volume is; every entry of an archive begins with it.</summary>
    public const string Folder = "slipway-volume";

    private static readonly TimeSpan Removal = TimeSpan.FromSeconds(30);

    private readonly EngineClient _engine;
    private readonly string _volume;
    private readonly string _container;

    private VolumeBox(EngineClient engine, string volume, string container) => (_engine, _volume, _container) = (engine, volume, container);

    /// <summary>Makes the container.</summary>
    /// <param name="engine">Where.</param>
    /// <param name="volume">The volume's name.</param>
    /// <param name="image">Any image that the engine has; nothing of it is run or read.</param>
    /// <param name="project">The compose project, for the label.</param>
    /// <param name="isReadOnly">Whether the volume is only read.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<VolumeBox> OpenAsync(EngineClient engine, string volume, string image, string project, bool isReadOnly, CancellationToken cancellationToken)
    {
        var container = await engine.CreateContainerAsync(
            new ContainerRequest
            {
                Image = image,
                Entrypoint = ["/never-started"],
                IsUnchecked = true,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [VolumeLabels.Project] = project, [VolumeLabels.Role] = "copy" },
                Mounts = [new ContainerMountPoint("volume", volume, $"/{Folder}", isReadOnly)],
            },
            cancellationToken);
        return new VolumeBox(engine, volume, container);
    }

    /// <summary>Writes all that the volume holds as a tar archive.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What it is; complete, or the copy failed.</returns>
    public async Task<TreeDigest> ReadAsync(Stream to, CancellationToken cancellationToken)
    {
        var tree = new TreeDigest();
        try
        {
#pragma warning disable CA2000 // It would dispose of what it writes to, which is the caller's.
            var seeing = new DigestingStream(to, tree.Append);
#pragma warning restore CA2000
            await using var archive = await _engine.ReadArchiveAsync(_container, $"/{Folder}", cancellationToken)
                ?? throw new ProblemException(VolumesProblems.Vanished(_volume));
            await archive.CopyToAsync(seeing, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            tree.Dispose();
            throw new ProblemException(VolumesProblems.BadArchive(_volume, e.Message));
        }
        catch
        {
            tree.Dispose();
            throw;
        }

        return tree.IsComplete ? tree : throw new ProblemException(VolumesProblems.BadArchive(_volume, "it was cut off"));
    }

    /// <summary>Puts a tar archive of a volume into this one.</summary>
    /// <param name="write">Writes the archive.</param>
    /// <param name="cancellationToken">Stops it.</param>
    // Into the folder above, where names of hard links lead to their files for the engine as well, and the volume's own
    // owner and mode are set.
    public Task WriteAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        _engine.WriteArchiveAsync(_container, "/", write, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Removal);
        try
        {
            await _engine.RemoveContainerAsync(_container, force: true, volumes: false, patience.Token);
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            // The failure that led here is what people must see; the next backup or restore removes it.
        }
    }
}
