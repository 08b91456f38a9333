using System.Formats.Tar;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Watching;

/// <summary>Brings changed files into containers that run.</summary>
/// <param name="engine">Where they run.</param>
internal sealed class FileSync(EngineClient engine)
{
    /// <summary>Copies files to their places, and removes those that are gone.</summary>
    /// <param name="container">The container.</param>
    /// <param name="files">Paths here and there.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many were copied and removed.</returns>
    public async Task<(int Copied, int Removed)> SyncAsync(string container, IReadOnlyList<(string Here, string There)> files, CancellationToken cancellationToken)
    {
        var there = files.Where(file => File.Exists(file.Here)).ToList();
        var gone = files.Where(file => !Path.Exists(file.Here)).Select(file => file.There).ToList();
        if (gone.Count > 0)
            await engine.ExecAsync(container, new ExecRequest { Command = ["rm", "-rf", "--", .. gone], User = "0" }, cancellationToken);
        if (there.Count > 0)
            await engine.WriteArchiveAsync(container, "/", (to, stop) => WriteAsync(there, to, stop), cancellationToken);
        return (there.Count, gone.Count);
    }

    private static async Task WriteAsync(IReadOnlyList<(string Here, string There)> files, Stream to, CancellationToken cancellationToken)
    {
        var writer = new TarWriter(to, TarEntryFormat.Pax, leaveOpen: true);
        await using (writer)
        {
            foreach (var (here, there) in files)
            {
                try
                {
                    var entry = await EntryAsync(here, there.TrimStart('/'), cancellationToken);
                    await writer.WriteEntryAsync(entry, cancellationToken);
                }
                catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
                {
                    // It went meanwhile: the next event tells.
                }
            }
        }
    }

    private static async Task<PaxTarEntry> EntryAsync(string here, string there, CancellationToken cancellationToken)
    {
        var file = new FileInfo(here);
        if (file.LinkTarget is { } link)
            return new PaxTarEntry(TarEntryType.SymbolicLink, there) { LinkName = link };
        // Read whole: a file that grows while it is sent would break the archive.
        return new PaxTarEntry(TarEntryType.RegularFile, there)
        {
            Mode = OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead : file.UnixFileMode,
            ModificationTime = new DateTimeOffset(file.LastWriteTimeUtc),
            DataStream = new MemoryStream(await File.ReadAllBytesAsync(here, cancellationToken), writable: false),
        };
    }
}
