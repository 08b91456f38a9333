using System.IO.Compression;
using System.Security.Cryptography;

namespace EndToEnd.Tool;

public sealed class PackingTwice(PackedTool tool)
{
    [Fact]
    public async Task The_same_sources_give_the_same_packages_byte_for_byte()
    {
        var (first, second) = await tool.PackAgainAsync();

        var packages = Contents(first);
        Assert.Equal(14, packages.Count);
        Assert.Equal(packages, Contents(second));
    }

    // What differs is named by its place in the package: the sums of whole files would not tell.
    private static SortedDictionary<string, string> Contents(string folder)
    {
        var sums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.*nupkg"))
            sums[Path.GetFileName(file)] = $"{Sum(File.ReadAllBytes(file))}: {string.Join(", ", Entries(file))}";
        return sums;
    }

    private static IEnumerable<string> Entries(string file)
    {
        using var package = ZipFile.OpenRead(file);
        foreach (var entry in package.Entries)
            yield return $"{entry.FullName} {entry.Crc32:x8} {entry.LastWriteTime:O}";
    }

    private static string Sum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
