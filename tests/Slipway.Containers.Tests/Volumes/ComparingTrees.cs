#pragma warning disable CA2000 // A digest holds nothing but a hash; the test ends with it.
using System.Formats.Tar;
using System.Text;
using Slipway.Containers.Volumes.Archives;

namespace Slipway.Containers.Tests.Volumes;

public sealed class ComparingTrees
{
    private static readonly DateTimeOffset Time = new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Ustar)]
    public void Equal_trees_have_one_digest_in_any_order_and_any_form_of_archive(TarEntryFormat format)
    {
        var forwards = Digest(Archive(TarEntryFormat.Pax, File("a", "one"), File("dir/b", "two"), File("c", "")));

        var backwards = Digest(Archive(format, File("c", ""), File("dir/b", "two"), File("a", "one")));

        Assert.Equal(forwards.Value, backwards.Value);
        Assert.Equal((3, 6L), (backwards.Entries, backwards.Bytes));
    }

    [Fact]
    public void Whatever_differs_shows()
    {
        var changes = new Action<TarEntry>[]
        {
            entry => entry.Mode = UnixFileMode.UserRead,
            entry => entry.Uid = 7,
            entry => entry.Gid = 7,
            entry => entry.ModificationTime = Time.AddSeconds(1),
            entry => entry.Name = "other",
            entry => entry.DataStream = new MemoryStream("xne"u8.ToArray()),
        };

        var digests = changes.Select(change => Digest(Archive(TarEntryFormat.Pax, File("a", "one", change))).Value).Append(Digest(Archive(TarEntryFormat.Pax, File("a", "one"))).Value);

        Assert.Equal(changes.Length + 1, digests.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Links_and_attributes_count()
    {
        string With(string link, string attribute) => Digest(Archive(TarEntryFormat.Pax, _ => new PaxTarEntry(
            TarEntryType.SymbolicLink, "a", new Dictionary<string, string>(StringComparer.Ordinal) { ["SCHILY.xattr.user.note"] = attribute, ["comment"] = Guid.NewGuid().ToString() })
        { LinkName = link, ModificationTime = Time })).Value;

        Assert.Equal(With("x", "1"), With("x", "1"));
        Assert.NotEqual(With("x", "1"), With("y", "1"));
        Assert.NotEqual(With("x", "1"), With("x", "2"));
    }

    [Fact]
    public void An_archive_that_is_cut_off_is_not_complete_wherever_it_was_cut()
    {
        var archive = Archive(TarEntryFormat.Pax, File(new string('n', 150), "one"), File("b", "two"));

        for (var length = 0; length <= archive.Length - 1024; length += 64)
        {
            using var tree = new TreeDigest();
            tree.Append(archive.AsSpan(0, length));
            Assert.False(tree.IsComplete);
        }
    }

    [Fact]
    public void Pieces_of_any_size_make_the_same_tree()
    {
        var archive = Archive(TarEntryFormat.Pax, File(new string('n', 150), "one"), File("b", new string('x', 2000)));
        var whole = Digest(archive).Value;

        foreach (var size in (int[])[1, 7, 511, 513, 4096])
        {
            using var tree = new TreeDigest();
            foreach (var piece in archive.Chunk(size))
                tree.Append(piece);
            Assert.Equal(whole, tree.Value);
        }
    }

    [Fact]
    public void A_damaged_header_is_told_of()
    {
        var archive = Archive(TarEntryFormat.Ustar, File("a", "one"), File("b", "two"));
        archive[1024 + 5] ^= 1;
        using var tree = new TreeDigest();

        var damage = Assert.Throws<InvalidDataException>(() => tree.Append(archive));

        Assert.Equal("the header after entry 1 is damaged", damage.Message);
    }

    [Fact]
    public void Anything_at_all_is_read_or_refused()
    {
        var random = new Random(20260121);
        var archive = Archive(TarEntryFormat.Pax, File(new string('n', 150), "one"), File("b", "two"));
        for (var i = 0; i < 3000; i++)
        {
            var bytes = (byte[])archive.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            using var tree = new TreeDigest();
            try
            {
                tree.Append(bytes);
            }
            catch (InvalidDataException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    private static TreeDigest Digest(byte[] archive)
    {
        var tree = new TreeDigest();
        tree.Append(archive);
        Assert.True(tree.IsComplete);
        return tree;
    }

    private static Func<TarEntryFormat, TarEntry> File(string name, string content, Action<TarEntry>? change = null) => format =>
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
            TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name),
            _ => new PaxTarEntry(TarEntryType.RegularFile, name),
        };
        entry.ModificationTime = Time;
        entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        change?.Invoke(entry);
        return entry;
    };

    private static byte[] Archive(TarEntryFormat format, params Func<TarEntryFormat, TarEntry>[] entries)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, format, leaveOpen: true))
        {
            foreach (var entry in entries)
                writer.WriteEntry(entry(format));
        }

        return archive.ToArray();
    }
}
