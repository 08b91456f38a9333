namespace Slipway.Containers.Volumes;

/// <summary>A backup that is being written, in a folder that no list shows. It is renamed when it is complete; else it goes.</summary>
internal sealed class PartialBackup : IDisposable
{
    private const string LockFile = ".lock";
    private const string FrozenFile = ".frozen";

    private readonly string _complete;
    private FileStream? _lock;
    private bool _isDone;

    private PartialBackup(string folder, string complete, FileStream held) => (Folder, _complete, _lock) = (folder, complete, held);

    /// <summary>Where its files are written.</summary>
    public string Folder { get; }

    public string Id => Path.GetFileName(_complete);

    /// <summary>Where its files will be.</summary>
    public string CompleteFolder => _complete;

    public static PartialBackup Begin(string store, string id)
    {
        var folder = Path.Combine(store, $".{id}.partial");
        Directory.CreateDirectory(folder);
        // Held as long as this process lives: who can take it knows that the writer is gone.
#pragma warning disable CA2000 // It is released with the backup.
        return new PartialBackup(folder, Path.Combine(store, id), new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
#pragma warning restore CA2000
    }

    /// <summary>Removes a folder that an interrupted run left.</summary>
    /// <returns>The containers that it had frozen or stopped.</returns>
    public static IReadOnlyList<FrozenContainer> Clear(string folder)
    {
        try
        {
            IReadOnlyList<FrozenContainer> frozen;
            using (new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            {
                var list = Path.Combine(folder, FrozenFile);
                frozen = File.Exists(list)
                    ? [.. File.ReadAllLines(list).Select(line => line.Split(' ')).Where(parts => parts.Length == 3).Select(parts => new FrozenContainer(parts[0], parts[1], parts[2] == "stopped"))]
                    : [];
            }

            Directory.Delete(folder, recursive: true);
            return frozen;
        }
        catch (IOException)
        {
            // Its writer lives.
            return [];
        }
    }

    /// <summary>Notes what goes on when this is over, for the run after one that was killed.</summary>
    public void Note(IEnumerable<FrozenContainer> frozen) =>
        File.WriteAllLines(Path.Combine(Folder, FrozenFile), frozen.Select(container => $"{container.Id} {container.Name} {(container.WasStopped ? "stopped" : "paused")}"));

    /// <summary>Makes it a backup like the others.</summary>
    public void Complete()
    {
        File.Delete(Path.Combine(Folder, FrozenFile));
        File.Delete(Path.Combine(Folder, LockFile));
        _lock?.Dispose();
        _lock = null;
        Directory.Move(Folder, _complete);
        _isDone = true;
    }

    public void Dispose()
    {
        if (_isDone)
            return;
        _lock?.Dispose();
        _lock = null;
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run removes it.
        }
    }
}
