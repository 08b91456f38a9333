using System.Text;

namespace Slipway.Files;

/// <summary>What a node was made of, and what it made, when it succeeded last.</summary>
/// <remarks>Whatever is wrong with its file, it is as if there were none.</remarks>
internal sealed record NodeRecord
{
    // Changes with the layout, or with what counts.
    private const string Magic = "slipway-node-1";

    /// <summary>Of the build's code and the patterns.</summary>
    public required ContentHash Definition { get; init; }

    /// <summary>Of everything: equal keys, equal outputs.</summary>
    public required ContentHash Key { get; init; }

    /// <summary>The parameters that it requires, and the hashes of their values.</summary>
    public required IReadOnlyList<KeyValuePair<string, ContentHash>> Parameters { get; init; }

    public required IReadOnlyList<FileEntry> Inputs { get; init; }

    public IReadOnlyList<FileEntry> Outputs { get; init; } = [];

    public static NodeRecord? Load(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length < ContentHash.Size || ContentHash.Of(bytes.AsSpan()[..^ContentHash.Size]) != ContentHash.Read(bytes.AsSpan()[^ContentHash.Size..]))
                return null;
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            return reader.ReadString() == Magic
                ? new NodeRecord { Definition = ReadHash(reader), Key = ReadHash(reader), Parameters = ReadParameters(reader), Inputs = ReadFiles(reader), Outputs = ReadFiles(reader) }
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    public void Write(Stream stream)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            WriteHash(writer, Definition);
            WriteHash(writer, Key);
            writer.Write(Parameters.Count);
            foreach (var (name, hash) in Parameters)
            {
                writer.Write(name);
                WriteHash(writer, hash);
            }

            WriteFiles(writer, Inputs);
            WriteFiles(writer, Outputs);
        }

        var bytes = content.ToArray();
        Span<byte> sum = stackalloc byte[ContentHash.Size];
        ContentHash.Of(bytes).Write(sum);
        stream.Write(bytes);
        stream.Write(sum);
    }

    private static List<KeyValuePair<string, ContentHash>> ReadParameters(BinaryReader reader)
    {
        var parameters = new List<KeyValuePair<string, ContentHash>>();
        for (var count = reader.ReadInt32(); count > 0; count--)
            parameters.Add(new(reader.ReadString(), ReadHash(reader)));
        return parameters;
    }

    private static List<FileEntry> ReadFiles(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var files = new List<FileEntry>(count);
        for (; count > 0; count--)
            files.Add(new FileEntry(reader.ReadString(), (FileKind)reader.ReadByte(), ReadHash(reader)));
        return files;
    }

    private static void WriteFiles(BinaryWriter writer, IReadOnlyList<FileEntry> files)
    {
        writer.Write(files.Count);
        foreach (var file in files)
        {
            writer.Write(file.Path);
            writer.Write((byte)file.Kind);
            WriteHash(writer, file.Hash);
        }
    }

    private static ContentHash ReadHash(BinaryReader reader)
    {
        Span<byte> bytes = stackalloc byte[ContentHash.Size];
        reader.BaseStream.ReadExactly(bytes);
        return ContentHash.Read(bytes);
    }

    private static void WriteHash(BinaryWriter writer, ContentHash hash)
    {
        Span<byte> bytes = stackalloc byte[ContentHash.Size];
        hash.Write(bytes);
        writer.Write(bytes);
    }
}
