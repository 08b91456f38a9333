using System.IO.Enumeration;
using System.Text;

namespace Slipway.BuildKit;

/// <summary>A folder as a context, in the form that is the same for every clone of a repository.</summary>
/// <remarks>
/// Times come from the content: one second for all, the nanoseconds from a hash. Owners are 0, and modes are those that git
/// knows: 755 for folders and for files that their owner may execute, 644 for others. Sockets become empty files.
/// </remarks>
public sealed class FolderContext : IContextFiles
{
    private const int Executable = 0x40;
    private const int FolderMode = 0x1ED;
    private const int FileMode = 0x1A4;
    private const int LinkMode = 0x1FF;

    private readonly string _folder;
    private readonly IIgnoreRules? _ignore;
    private readonly ContentTimes _times;

    /// <summary>A folder as a context. Nothing is read yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How it is sent; the defaults unless given.</param>
    public FolderContext(string folder, FolderContextOptions? options = null)
    {
        options ??= new FolderContextOptions();
        _folder = Path.GetFullPath(folder);
        _ignore = options.Ignore;
        _times = new ContentTimes(options.CacheFile, options.Time);
    }

    /// <inheritdoc/>
    /// <exception cref="ContextException">The folder is not there, or something in it cannot be read.</exception>
    public IEnumerable<ContextFile> Enumerate(ContextSelection selection, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_folder))
            throw new ContextException("", $"the folder '{_folder}' does not exist");
        var rules = _ignore ?? new PatternRules(selection.Exclude);
        foreach (var entry in Folder("", selection, rules, [], cancellationToken))
            yield return entry;
        _times.Save();
    }

    /// <inheritdoc/>
    /// <exception cref="ContextException">The file cannot be read.</exception>
    public Stream Open(ContextFile file)
    {
        try
        {
            // A socket has no content either.
            return file.Size == 0
                ? Stream.Null
                : new FileStream(FullPath(file.Path), System.IO.FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file.Path, e);
        }
    }

    /// <inheritdoc/>
    public bool IsUnchanged(ContextFile file) => FileStamps.Of(FullPath(file.Path)) is { } stamp && stamp.Folded == file.Stamp;

    private string FullPath(string path) => Path.Combine(_folder, path);

    // 'pending' holds folders above that are left out so far: they come first when something inside is kept.
    private IEnumerable<ContextFile> Folder(string prefix, ContextSelection selection, IIgnoreRules rules, List<ContextFile> pending, CancellationToken cancellationToken)
    {
        var names = Names(prefix, pending.Count > 0);
        var entries = new (string Path, FileStamp Stamp, bool IsLeftOut)[names.Count];
        var count = 0;
        foreach (var name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = prefix + name;
            var isLeftOut = rules.LeavesOut(path);
            if (isLeftOut && !rules.MayKeepBelow(path))
                continue;
            // Bytes that are no UTF-8 come with a character in their place, and no file has that name.
            var stamp = Stamp(path, name);
            if (stamp is { } found && (!isLeftOut || found.Kind == FileStamp.Folder))
                entries[count++] = (path, found, isLeftOut);
        }

        var times = Times(entries.AsSpan(0, count), cancellationToken);
        for (var i = 0; i < count; i++)
        {
            var (path, stamp, isLeftOut) = entries[i];
            var entry = Entry(path, stamp, times[i]);
            if (isLeftOut)
            {
                pending.Add(entry);
            }
            else
            {
                foreach (var parent in pending)
                    yield return parent;
                pending.Clear();
                yield return entry;
            }

            if (entry.Kind != ContextFileKind.Folder || !selection.Enters(path))
            {
                pending.Remove(entry);
                continue;
            }

            foreach (var inner in Folder(path + "/", selection, rules, pending, cancellationToken))
                yield return inner;
            // Nothing inside was kept.
            if (isLeftOut)
                pending.Remove(entry);
        }
    }

    private List<string> Names(string prefix, bool isLeftOut)
    {
        try
        {
            var options = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, ReturnSpecialDirectories = false };
            var names = new List<string>(new FileSystemEnumerable<string>(FullPath(prefix), (ref entry) => entry.FileName.ToString(), options));
            names.Sort(PathOrder.Instance);
            return names;
        }
        catch (UnauthorizedAccessException) when (isLeftOut)
        {
            // Nobody knows whether it holds something that an exception takes back; BuildKit goes on too.
            return [];
        }
        catch (DirectoryNotFoundException e)
        {
            throw Changed(prefix.TrimEnd('/'), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(prefix.TrimEnd('/'), e);
        }
    }

    private FileStamp? Stamp(string path, string name)
    {
        try
        {
            if (FileStamps.Of(FullPath(path)) is { } stamp)
                return stamp;
        }
        catch (IOException e)
        {
            throw Unreadable(path, e);
        }

        // A file that vanished between the two looks is no part of the context.
        return name.Contains('\uFFFD', StringComparison.Ordinal) ? throw new ContextException(path, $"the name '{path}' is not UTF-8") : null;
    }

    private long[] Times(ReadOnlySpan<(string Path, FileStamp Stamp, bool IsLeftOut)> entries, CancellationToken cancellationToken)
    {
        var times = new long[entries.Length];
        var unknown = new List<(int Index, string Path, FileStamp Stamp)>();
        for (var i = 0; i < entries.Length; i++)
        {
            times[i] = ContentTime.Fixed;
            if (entries[i].Stamp is { Kind: FileStamp.File, Size: > 0 } stamp && !_times.TryGet(entries[i].Path, stamp, out times[i]))
                unknown.Add((i, entries[i].Path, stamp));
        }

        if (unknown.Count < 8)
        {
            foreach (var file in unknown)
                times[file.Index] = _times.Take(file.Path, file.Stamp, FullPath(file.Path));
        }
        else
        {
            Parallel.ForEach(unknown, new ParallelOptions { CancellationToken = cancellationToken }, file => times[file.Index] = _times.Take(file.Path, file.Stamp, FullPath(file.Path)));
        }

        return times;
    }

    private ContextFile Entry(string path, FileStamp stamp, long time)
    {
        var entry = new ContextFile(path, ContextFileKind.File) { Mode = FileMode, Time = time, Stamp = stamp.Folded };
        switch (stamp.Kind)
        {
            case FileStamp.File: return entry with { Size = stamp.Size, Mode = (stamp.Type & Executable) != 0 ? FolderMode : FileMode };
            case FileStamp.Folder: return entry with { Kind = ContextFileKind.Folder, Mode = FolderMode };
            case FileStamp.Pipe: return entry with { Kind = ContextFileKind.Pipe };
            case FileStamp.Socket: return entry;
            case FileStamp.Link:
                var target = new FileInfo(FullPath(path)).LinkTarget ?? throw Changed(path, null);
                return entry with { Kind = ContextFileKind.Link, Mode = LinkMode, LinkTarget = target.Replace('\\', Path.DirectorySeparatorChar == '\\' ? '/' : '\\'), Size = Encoding.UTF8.GetByteCount(target) };
            default: throw new ContextException(path, $"'{path}' is a device, which cannot be part of a context");
        }
    }

    private static ContextException Unreadable(string path, Exception reason) =>
        new(path, $"'{path}' cannot be read: {reason.Message}", hasChanged: false, reason);

    private static ContextException Changed(string path, Exception? reason) =>
        new(path, $"'{path}' changed while the context was read", hasChanged: true, reason);
}
