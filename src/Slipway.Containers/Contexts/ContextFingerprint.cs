using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Contexts;

/// <summary>
/// Takes the fingerprint of what an image is made of: content, mode bits, relative paths and link texts of the files that its
/// stages reach, the Dockerfile, arguments, target, platform, network, labels and base images; never times, owners or absolute paths.
/// </summary>
public static class ContextFingerprint
{
    // Changes when the same inputs must count as changed, because the way of hashing did.
    private const string Version = "slipway-fingerprint-3";
    private const int ShortHash = 12;

    // The first parallel loop of a process costs more than reading these.
    private const int Few = 100;
    private const int BufferSize = 128 * 1024;

    /// <summary>Takes the fingerprint.</summary>
    /// <param name="inputs">What the image is made of.</param>
    /// <param name="cancellationToken">Ends the hashing.</param>
    /// <exception cref="ProblemException">
    /// The Dockerfile's target cannot be resolved, or a file of the context cannot be read.
    /// </exception>
    public static async Task<FingerprintManifest> TakeAsync(FingerprintInputs inputs, CancellationToken cancellationToken = default)
    {
        var options = inputs.Options with { Contexts = [.. inputs.Options.Contexts, .. inputs.Contexts.Keys] };
        var target = inputs.Dockerfile.Resolve(options);
        var entries = new List<(string Name, ContextEntry Entry)>();
        if (inputs.Folder is not null && target.ContextSources.Count > 0)
        {
            entries.AddRange(ReachableEntries
                .Of([.. BuildContext.Enumerate(inputs.Folder, inputs.Ignore, cancellationToken)], target.ContextSources)
                .Select(entry => (entry.Path, entry)));
        }

        foreach (var (name, other) in inputs.Contexts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            entries.AddRange(BuildContext.Enumerate(other, DockerIgnore.Load(other), cancellationToken).Select(entry => ($"{name}:{entry.Path}", entry)));

        var folder = inputs.Folder ?? "";
        var known = Known(inputs.Files, entries, folder, cancellationToken);
        var hashes = new byte[entries.Count][];
        if (known is not null || entries.Count <= Few)
        {
            for (var i = 0; i < hashes.Length; i++)
                hashes[i] = Hash(entries[i].Entry, known?[i], folder, cancellationToken);
        }
        else
        {
            var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
            await Parallel.ForAsync(0, entries.Count, parallel, (i, _) =>
            {
                hashes[i] = Hash(entries[i].Entry, known: null, folder, cancellationToken);
                return ValueTask.CompletedTask;
            });
        }

        return Manifest(inputs, [.. entries.Select(entry => entry.Name)], hashes);
    }

    // What the system shows to be what it was is not read again.
    private static ContentHash?[]? Known(IFileState? state, List<(string Name, ContextEntry Entry)> entries, string folder, CancellationToken cancellationToken)
    {
        if (state is null)
            return null;
        var files = new List<AbsolutePath>(entries.Count);
        foreach (var (_, entry) in entries)
        {
            if (entry.Kind == ContextEntryKind.File)
                files.Add(AbsolutePath.Parse(entry.FullPath));
        }

        var found = state.Find(files, cancellationToken);
        var known = new ContentHash?[entries.Count];
        var next = 0;
        for (var i = 0; i < known.Length; i++)
        {
            if (entries[i].Entry is { Kind: ContextEntryKind.File } file)
                known[i] = found[next++]?.Hash ?? throw new ProblemException(ContextsProblems.CannotRead(folder, file.Path, new FileNotFoundException("it is gone")));
        }

        return known;
    }

    private static FingerprintManifest Manifest(FingerprintInputs inputs, string[] names, byte[][] hashes)
    {
        var dockerfile = SHA256.HashData(Encoding.UTF8.GetBytes(inputs.Dockerfile.Text));
        // What one that is not here declares, nobody knows.
        var declared = inputs.Folder is null ? null : DeclaredArguments(inputs.Dockerfile);
        var args = inputs.Options.Args.Where(pair => declared is null || declared.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var labels = inputs.Labels.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var bases = inputs.BaseImages.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        using var total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(total, Version);
        total.AppendData(dockerfile);
        Add(total, inputs.Options.Target ?? "");
        Add(total, inputs.Options.Platform ?? "");
        Add(total, inputs.Network ?? "");
        foreach (var pairs in (List<KeyValuePair<string, string>>[])[args, labels, bases])
        {
            Add(total, pairs.Count.ToString(CultureInfo.InvariantCulture));
            foreach (var (name, value) in pairs)
            {
                Add(total, name);
                Add(total, value);
            }
        }

        // Most images have none.
        var settings = inputs.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        foreach (var (name, value) in settings)
        {
            Add(total, "setting " + name);
            Add(total, value);
        }

        for (var i = 0; i < names.Length; i++)
        {
            Add(total, names[i]);
            total.AppendData(hashes[i]);
        }

        var files = new Dictionary<string, string>(names.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
            files[names[i]] = Short(hashes[i]);
        return new FingerprintManifest
        {
            Digest = Convert.ToHexStringLower(total.GetHashAndReset()),
            Files = files,
            Dockerfile = Short(dockerfile),
            Args = Hashes(args),
            Labels = Hashes(labels),
            Network = inputs.Network ?? "",
            Target = inputs.Options.Target ?? "",
            Platform = inputs.Options.Platform ?? "",
            Settings = Hashes(settings),
            BaseImages = bases.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        };
    }

    private static Dictionary<string, string> Hashes(List<KeyValuePair<string, string>> pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => Short(SHA256.HashData(Encoding.UTF8.GetBytes(pair.Value))), StringComparer.Ordinal);

    private static HashSet<string> DeclaredArguments(Dockerfile dockerfile) => dockerfile.GlobalArgs
        .Concat(dockerfile.Stages.SelectMany(stage => stage.Instructions).Where(instruction => instruction.Keyword == "ARG"))
        .SelectMany(instruction => instruction.Pairs)
        .Select(pair => pair.Name)
        .ToHashSet(StringComparer.Ordinal);

    private static byte[] Hash(ContextEntry entry, ContentHash? known, string folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, entry.Kind.ToString());
        Add(hash, ((int)entry.Mode).ToString(CultureInfo.InvariantCulture));
        Add(hash, entry.LinkTarget ?? "");
        if (known is { } content)
        {
            Add(hash, content.ToString());
        }
        else if (entry.Kind == ContextEntryKind.File)
        {
            try
            {
                Add(hash, Content(entry.FullPath, cancellationToken));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ProblemException(ContextsProblems.CannotRead(folder, entry.Path, e));
            }
        }

        return hash.GetHashAndReset();
    }

    private static string Content(string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan, share: FileShare.ReadWrite | FileShare.Delete);
            for (long offset = 0; RandomAccess.Read(file, buffer, offset) is > 0 and var count; offset += count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, count);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Lengths go first, so that no two lists of texts look alike.
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash)[..ShortHash];
}
