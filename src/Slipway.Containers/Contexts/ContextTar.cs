using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Containers.Contexts;

/// <summary>Writes build contexts as tar archives, for builders that take one.</summary>
public static class ContextTar
{
    private const string IgnoreFile = ".dockerignore";
    private const UnixFileMode PlainMode = (UnixFileMode)0x1A4;

    // Owners and times are the same for everybody: they would change images, and no build should depend on them.
    private static readonly DateTimeOffset Time = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the context, the Dockerfile and <c>.dockerignore</c>, also where these two are left out.</summary>
    /// <param name="output">Takes the archive; stays open.</param>
    /// <param name="options">What to send.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>
    /// The Dockerfile's name in the archive: one that is made up where the Dockerfile is outside of the context or given as
    /// text.
    /// </returns>
    /// <exception cref="ProblemException">See <see cref="BuildContext.Enumerate"/>.</exception>
    public static async Task<string> WriteAsync(Stream output, ContextTarOptions options, CancellationToken cancellationToken = default)
    {
        var inside = NameInside(options);
        var text = inside is null ? await ReadOutsideAsync(options, cancellationToken) : null;
        var name = inside ?? MadeUpName(text!);

        var writer = new TarWriter(output, TarEntryFormat.Gnu, leaveOpen: true);
        await using (writer)
        {
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in BuildContext.Enumerate(options.Folder, options.Ignore, cancellationToken))
            {
                if (text is not null && entry.Path == IgnoreFile)
                    continue;
                written.Add(entry.Path);
                await WriteAsync(writer, entry, options.Folder, cancellationToken);
            }

            foreach (var always in (string[])[inside ?? IgnoreFile, IgnoreFile])
            {
                var path = Path.Combine(options.Folder, always);
                if ((text is null || always != IgnoreFile) && File.Exists(path) && written.Add(always))
                    await WriteAsync(writer, always, Mode(path), await ReadAsync(options.Folder, path, cancellationToken), cancellationToken);
            }

            if (text is not null)
                await WriteExtraAsync(writer, options, name, text, cancellationToken);
        }

        return name;
    }

    /// <summary>The name that <see cref="WriteAsync(Stream, ContextTarOptions, CancellationToken)"/> gives to the Dockerfile, for builders that ask for it first.</summary>
    /// <param name="options">What to send.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ProblemException">A Dockerfile outside of the context cannot be read.</exception>
    public static async Task<string> DockerfileNameAsync(ContextTarOptions options, CancellationToken cancellationToken = default) =>
        NameInside(options) ?? MadeUpName(await ReadOutsideAsync(options, cancellationToken));

    private static string MadeUpName(byte[] text) => $".dockerfile.{Convert.ToHexStringLower(SHA256.HashData(text))[..20]}";

    private static string DockerfilePath(ContextTarOptions options) => options.DockerfilePath ?? Path.Combine(options.Folder, "Dockerfile");

    private static async Task<byte[]> ReadOutsideAsync(ContextTarOptions options, CancellationToken cancellationToken) =>
        options.DockerfileText is { } given
            ? Encoding.UTF8.GetBytes(given)
            : await ReadAsync(options.Folder, DockerfilePath(options), cancellationToken);

    private static string? NameInside(ContextTarOptions options)
    {
        if (options.DockerfileText is not null)
            return null;
        var relative = Path.GetRelativePath(options.Folder, DockerfilePath(options));
        return Path.IsPathRooted(relative) || relative.Split(Path.DirectorySeparatorChar)[0] == ".."
            ? null
            : relative.Replace('\\', '/');
    }

    // The made-up name goes into .dockerignore too: builders that read it keep the file out of COPY.
    private static async Task WriteExtraAsync(
        TarWriter writer, ContextTarOptions options, string name, byte[] text, CancellationToken cancellationToken)
    {
        await WriteAsync(writer, name, PlainMode, text, cancellationToken);
        var path = Path.Combine(options.Folder, IgnoreFile);
        var ignore = File.Exists(path) ? Encoding.UTF8.GetString(await ReadAsync(options.Folder, path, cancellationToken)).TrimEnd() + "\n" : "";
        await WriteAsync(writer, IgnoreFile, PlainMode, Encoding.UTF8.GetBytes($"{ignore}{name}\n"), cancellationToken);
    }

    private static async Task WriteAsync(TarWriter writer, ContextEntry entry, string folder, CancellationToken cancellationToken)
    {
        if (entry.Kind == ContextEntryKind.File)
        {
            FileStream content;
            try
            {
                content = new FileStream(entry.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ProblemException(ContextsProblems.CannotRead(folder, entry.Path, e));
            }

            await using (content)
                await writer.WriteEntryAsync(New(TarEntryType.RegularFile, entry.Path, entry.Mode, content), cancellationToken);
            return;
        }

        var header = entry.Kind switch
        {
            ContextEntryKind.Folder => New(TarEntryType.Directory, entry.Path + "/", entry.Mode, null),
            ContextEntryKind.Link => New(TarEntryType.SymbolicLink, entry.Path, entry.Mode, null),
            ContextEntryKind.Pipe => New(TarEntryType.Fifo, entry.Path, entry.Mode, null),
            // Archives hold no sockets. BuildKit makes an empty file of one.
            ContextEntryKind.Socket => New(TarEntryType.RegularFile, entry.Path, entry.Mode, null),
            _ => throw new ProblemException(ContextsProblems.Device(folder, entry.Path)),
        };
        if (entry.LinkTarget is { } target)
            header.LinkName = target;
        await writer.WriteEntryAsync(header, cancellationToken);
    }

    private static async Task WriteAsync(TarWriter writer, string name, UnixFileMode mode, byte[] content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content, writable: false);
        await writer.WriteEntryAsync(New(TarEntryType.RegularFile, name, mode, stream), cancellationToken);
    }

    private static GnuTarEntry New(TarEntryType type, string name, UnixFileMode mode, Stream? content)
    {
        var entry = new GnuTarEntry(type, name)
        {
            Mode = mode,
            Uid = 0,
            Gid = 0,
            ModificationTime = Time,
            AccessTime = Time,
            ChangeTime = Time,
        };
        // Folders and links refuse even no content.
        if (content is not null)
            entry.DataStream = content;
        return entry;
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? PlainMode : File.GetUnixFileMode(path);

    private static async Task<byte[]> ReadAsync(string folder, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ContextsProblems.CannotRead(folder, path, e));
        }
    }
}
