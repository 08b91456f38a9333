using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Slipway.BuildKit;

/// <summary>Remembers which time the content of each file gave, for as long as the system shows that the file was left alone.</summary>
internal sealed class ContentTimes
{
    private const long Version = 0x31_53_45_4D_49_54_57_53;

    // What changes again within the same tick of the file system's clock shows nothing of it.
    private const long Tick = 2_000_000_000;

    private readonly string? _file;
    private readonly TimeProvider _time;
    private readonly Lazy<ConcurrentDictionary<string, (FileStamp Stamp, long Time)>> _known;
    private int _isChanged;

    public ContentTimes(string? file, TimeProvider time)
    {
        (_file, _time) = (file, time);
        _known = new(Load);
    }

    public bool TryGet(string path, FileStamp stamp, out long time)
    {
        time = 0;
        if (!_known.Value.TryGetValue(path, out var known) || known.Stamp != stamp)
            return false;
        time = known.Time;
        return true;
    }

    /// <summary>Reads a file for its time.</summary>
    /// <exception cref="ContextException">It cannot be read, or changes while it is.</exception>
    public long Take(string path, FileStamp stamp, string fullPath)
    {
        try
        {
            using var file = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            var time = ContentTime.Of(SHA256.HashData(file));
            if (FileStamps.Of(fullPath) != stamp)
                throw new ContextException(path, $"'{path}' changed while the context was read", hasChanged: true);
            if ((_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100 - Math.Max(stamp.Changed, stamp.Modified) > Tick)
            {
                _known.Value[path] = (stamp, time);
                Interlocked.Exchange(ref _isChanged, 1);
            }

            return time;
        }
        catch (FileNotFoundException e)
        {
            throw new ContextException(path, $"'{path}' changed while the context was read", hasChanged: true, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ContextException(path, $"'{path}' cannot be read: {e.Message}", hasChanged: false, e);
        }
    }

    /// <summary>Writes what is known beside the old file and puts it in its place. It is not needed: a failure is passed over.</summary>
    public void Save()
    {
        if (_file is null || Interlocked.Exchange(ref _isChanged, 0) == 0)
            return;
        var next = $"{_file}.{Guid.NewGuid():N}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_file))!);
            using (var writer = new BinaryWriter(File.Create(next)))
            {
                writer.Write(Version);
                foreach (var (path, (stamp, time)) in _known.Value)
                {
                    writer.Write(path);
                    writer.Write(stamp.Type);
                    writer.Write(stamp.Size);
                    writer.Write(stamp.Modified);
                    writer.Write(stamp.Changed);
                    writer.Write(stamp.Number);
                    writer.Write(time);
                }

                writer.Write("");
            }

            File.Move(next, _file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next build reads the files again.
        }
    }

    private ConcurrentDictionary<string, (FileStamp Stamp, long Time)> Load()
    {
        var known = new ConcurrentDictionary<string, (FileStamp, long)>(StringComparer.Ordinal);
        if (_file is null || !File.Exists(_file))
            return known;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(File.ReadAllBytes(_file), writable: false));
            if (reader.ReadInt64() != Version)
                return known;
            while (reader.ReadString() is { Length: > 0 } path)
                known[path] = (new FileStamp(reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()), reader.ReadInt64());
            return known;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return new ConcurrentDictionary<string, (FileStamp, long)>(StringComparer.Ordinal);
        }
    }
}
