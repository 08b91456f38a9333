using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Slipway.Containers.Images.Wire;

namespace Slipway.Containers.Images;

/// <summary>Reads the archive that an engine gives for an image: layers as archives within an archive.</summary>
/// <remarks>
/// The names of layers differ from engine to engine; <c>manifest.json</c>, which mostly comes last, says which they are. So every
/// archive within is read as it comes by, and nothing is written to a disk.
/// </remarks>
internal static class ImageExport
{
    private const string Passwd = "etc/passwd";
    private const int LargestPasswd = 1024 * 1024;
    private const int LargestManifest = 4 * 1024 * 1024;

    /// <summary>Reads an export.</summary>
    /// <param name="export">What the engine sends.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">It is no export of one image.</exception>
    public static async Task<ImageContent> ReadAsync(Stream export, CancellationToken cancellationToken)
    {
        var layers = new Dictionary<string, (LayerContent Content, string? Passwd)>(StringComparer.Ordinal);
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        ExportWire[]? manifest = null;
        await using var archive = new TarReader(export, leaveOpen: true);
        while (await archive.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var name = entry.Name.TrimStart('.', '/');
            if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                links[name] = Resolve(name, entry);
            else if (entry.DataStream is not { } data)
                continue;
            else if (name == "manifest.json")
                manifest = JsonSerializer.Deserialize(await AllAsync(data, LargestManifest, cancellationToken), ExportJson.Default.ExportWireArray);
            else if (name.StartsWith("blobs/", StringComparison.Ordinal) || name.EndsWith("/layer.tar", StringComparison.Ordinal))
                await ReadLayerAsync(name, data, layers, cancellationToken);
        }

        if (manifest is not [{ Layers: { } order }])
            throw new InvalidDataException("manifest.json is not of one image");
        (LayerContent Content, string? Passwd) nothing = (new LayerContent(default, 0, []), null);
        var read = order.Select(layer => layers.GetValueOrDefault(links.GetValueOrDefault(layer, layer), nothing)).ToList();
        return new ImageContent
        {
            Layers = [.. read.Select(layer => layer.Content)],
            Users = read.FindLast(layer => layer.Passwd is not null).Passwd is { } passwd ? UsersOf(passwd) : null,
        };
    }

    /// <summary>Names and numbers of users (passwd(5)); lines that are none are passed over, as the engine does.</summary>
    internal static Dictionary<string, int> UsersOf(string passwd)
    {
        var users = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var fields in passwd.Split('\n').Select(line => line.Split(':')))
        {
            if (fields.Length >= 3 && int.TryParse(fields[2], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id))
                users.TryAdd(fields[0], id);
        }

        return users;
    }

    // Old engines keep a layer that is there twice as a link: "../other/layer.tar".
    private static string Resolve(string name, TarEntry entry)
    {
        if (entry.EntryType == TarEntryType.HardLink)
            return entry.LinkName.TrimStart('.', '/');
        var folder = Path.GetDirectoryName(name) ?? "";
        return Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", folder, entry.LinkName)));
    }

    private static async Task ReadLayerAsync(string name, Stream data, Dictionary<string, (LayerContent Content, string? Passwd)> layers, CancellationToken cancellationToken)
    {
        var start = new byte[512];
        var count = await data.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        await using var whole = new PrefixedStream(start.AsMemory(0, count), data);
        if (count > 2 && start[0] == 0x1f && start[1] == 0x8b)
        {
            await using var unpacked = new GZipStream(whole, CompressionMode.Decompress);
            layers[name] = await ReadFilesAsync(unpacked, cancellationToken);
        }
        else if (count == start.Length && (start.AsSpan(257, 5).SequenceEqual("ustar"u8) || start.AsSpan().IndexOfAnyExcept((byte)0) < 0))
        {
            layers[name] = await ReadFilesAsync(whole, cancellationToken);
        }
    }

    private static async Task<(LayerContent Content, string? Passwd)> ReadFilesAsync(Stream layer, CancellationToken cancellationToken)
    {
        var (size, files, passwd) = (0L, 0, (string?)null);
        var secrets = new List<SecretFile>();
        await using var archive = new TarReader(layer, leaveOpen: true);
        while (await archive.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
                continue;
            var path = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name.TrimStart('/');
            files++;
            size += entry.Length;
            if (entry.DataStream is not { } data)
                continue;
            if (path == Passwd)
                passwd = Encoding.UTF8.GetString(await AllAsync(data, LargestPasswd, cancellationToken));
            else if (SecretFiles.IsSuspect(path))
                await LookAsync(path, data, secrets, cancellationToken);
        }

        return (new LayerContent(new ByteSize(size), files, secrets), passwd);
    }

    private static async Task LookAsync(string path, Stream data, List<SecretFile> secrets, CancellationToken cancellationToken)
    {
        var head = new byte[SecretFiles.Head];
        var count = await data.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (SecretFiles.WhatIs(path, head.AsSpan(0, count)) is { } what)
            secrets.Add(new SecretFile("/" + path, what));
    }

    private static async Task<byte[]> AllAsync(Stream data, int most, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(data.Length, most)];
        await data.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
