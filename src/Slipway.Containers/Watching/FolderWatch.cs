using System.Threading.Channels;

namespace Slipway.Containers.Watching;

/// <summary>Tells which files below some folders have changed: by the system's events, and by a comparison where these were lost.</summary>
internal sealed class FolderWatch : IDisposable
{
    private const int BufferSize = 64 * 1024;

    // An editor writes a file in several steps, and a checkout writes many files.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(600);

    private readonly Channel<string?> _events = Channel.CreateUnbounded<string?>();
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly List<string> _folders;
    private readonly TimeProvider _time;
    private Dictionary<string, (long Size, DateTime Written)> _known;

    /// <summary>Begins to watch.</summary>
    /// <param name="paths">Files and folders, absolute. Of a file its folder is watched: editors put a new file in its place.</param>
    /// <param name="time">Measures how long it is quiet.</param>
    /// <exception cref="ProblemException">The system cannot watch one of them.</exception>
    public FolderWatch(IEnumerable<string> paths, TimeProvider time)
    {
        _time = time;
        var folders = paths.Select(path => Directory.Exists(path) ? (Folder: path, Deep: true) : (Folder: Path.GetDirectoryName(path)!, Deep: false)).Distinct().ToList();
        // A folder inside of another is watched with it.
        var outer = folders.Where(one => !folders.Exists(other => other.Deep && other != one && WatchRule.Lies(one.Folder, other.Folder))).ToList();
        _folders = [.. outer.Select(one => one.Folder)];
        try
        {
            foreach (var (folder, deep) in outer)
                _watchers.Add(Watch(folder, deep));
        }
        catch
        {
            Dispose();
            throw;
        }

        _known = Snapshot();
    }

    /// <summary>Waits for changes, and for quiet after them.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Absolute paths of files and folders that are new, different or gone.</returns>
    public async Task<IReadOnlyCollection<string>> NextAsync(CancellationToken cancellationToken)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        Take(await _events.Reader.ReadAsync(cancellationToken), changed);
        var started = _time.GetTimestamp();
        while (_time.GetElapsedTime(started) < LongestBatch)
        {
            using var quiet = new CancellationTokenSource(Quiet, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, quiet.Token);
            try
            {
                Take(await _events.Reader.ReadAsync(either.Token), changed);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                break;
            }
        }

        // Files that came with a new folder may have sent no events of their own.
        foreach (var folder in changed.Where(Directory.Exists).ToList())
            changed.UnionWith(FilesBelow(folder));
        Learn(changed);
        return changed;
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers)
            watcher.Dispose();
    }

    private FileSystemWatcher Watch(string folder, bool deep)
    {
#pragma warning disable CA2000 // It is disposed of with this, or where it cannot begin.
        var watcher = new FileSystemWatcher { IncludeSubdirectories = deep, InternalBufferSize = BufferSize };
#pragma warning restore CA2000
        watcher.NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes;
        watcher.Changed += (_, e) => _events.Writer.TryWrite(e.FullPath);
        watcher.Created += (_, e) => _events.Writer.TryWrite(e.FullPath);
        watcher.Deleted += (_, e) => _events.Writer.TryWrite(e.FullPath);
        watcher.Renamed += (_, e) =>
        {
            _events.Writer.TryWrite(e.OldFullPath);
            _events.Writer.TryWrite(e.FullPath);
        };
        // Events were lost: what has changed is found by looking.
        watcher.Error += (_, _) => _events.Writer.TryWrite(null);
        try
        {
            watcher.Path = folder;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher.Dispose();
            throw new ProblemException(WatchingProblems.CannotWatch(folder, e.Message));
        }
    }

    private void Take(string? path, HashSet<string> changed)
    {
        if (path is not null)
        {
            changed.Add(path);
            return;
        }

        var now = Snapshot();
        foreach (var (file, state) in now)
        {
            if (!_known.TryGetValue(file, out var before) || before != state)
                changed.Add(file);
        }

        changed.UnionWith(_known.Keys.Where(file => !now.ContainsKey(file)));
        _known = now;
    }

    private void Learn(IEnumerable<string> changed)
    {
        foreach (var path in changed)
        {
            if (new FileInfo(path) is { Exists: true } file)
                _known[path] = (file.Length, file.LastWriteTimeUtc);
            else
                _known.Remove(path);
        }
    }

    private Dictionary<string, (long Size, DateTime Written)> Snapshot()
    {
        var known = new Dictionary<string, (long, DateTime)>(StringComparer.Ordinal);
        foreach (var file in _folders.SelectMany(FilesBelow))
        {
            var info = new FileInfo(file);
            if (info.Exists)
                known[file] = (info.Length, info.LastWriteTimeUtc);
        }

        return known;
    }

    private static IEnumerable<string> FilesBelow(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None })
        : [];
}
