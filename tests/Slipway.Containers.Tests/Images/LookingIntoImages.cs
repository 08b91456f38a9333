using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Slipway.Containers.Images;

namespace Slipway.Containers.Tests.Images;

public sealed class LookingIntoImages
{
    private const string Passwd = "root:x:0:0::/root:/bin/sh\nbroken\napp:x:1000:1000::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\n";

    [Theory]
    [InlineData("blobs/sha256/aa", "blobs/sha256/bb", false)]
    [InlineData("aa/layer.tar", "bb/layer.tar", false)]
    [InlineData("blobs/sha256/aa", "blobs/sha256/bb", true)]
    public async Task Layers_are_read_in_the_order_of_the_manifest_whatever_they_are_called(string lower, string upper, bool packed)
    {
        var content = await ReadAsync(
            (upper, Layer(packed, ("srv/app", "12345"), ("./etc/passwd", Passwd))),
            (lower, Layer(packed, ("etc/passwd", "root:x:0:0::/:/bin/sh\n"))),
            ("manifest.json", Text($$"""[{"Config":"c.json","Layers":["{{lower}}","{{upper}}"]}]""")));

        Assert.Equal([new ByteSize(22), new ByteSize(5 + Passwd.Length)], content.Layers.Select(layer => layer.Size));
        Assert.Equal("root 0, app 1000, toor 0", string.Join(", ", content.Users!.Select(user => $"{user.Key} {user.Value}")));
    }

    [Fact]
    public async Task A_layer_that_is_there_twice_may_be_a_link()
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "aa/layer.tar") { DataStream = new MemoryStream(Layer(packed: false, ("x", "12"))) }, TestContext.Current.CancellationToken);
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "bb/layer.tar") { LinkName = "../aa/layer.tar" }, TestContext.Current.CancellationToken);
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "manifest.json") { DataStream = new MemoryStream(Text("""[{"Layers":["bb/layer.tar"]}]""")) }, TestContext.Current.CancellationToken);
        }

        archive.Position = 0;

        var content = await ImageExport.ReadAsync(archive, TestContext.Current.CancellationToken);

        Assert.Equal(new ByteSize(2), Assert.Single(content.Layers).Size);
        Assert.Null(content.Users);
    }

    [Theory]
    [InlineData(".env", "A=b", "variables of an environment")]
    [InlineData(".env.production", "A=b", "variables of an environment")]
    [InlineData(".env.example", "A=b", null)]
    [InlineData(".env", "", null)]
    [InlineData("root/.ssh/id_ed25519", "key", "an ssh key")]
    [InlineData("app/tls.pem", "-----BEGIN PRIVATE KEY-----", "a private key")]
    [InlineData("app/tls.key", "-----BEGIN RSA PRIVATE KEY-----", "a private key")]
    [InlineData("etc/ssl/ca.pem", "-----BEGIN CERTIFICATE-----", null)]
    [InlineData("app/.npmrc", "//r.example/:_authToken=x", "a token for a package registry")]
    [InlineData("app/.npmrc", "registry=https://r.example", null)]
    [InlineData("root/.aws/credentials", "[default]", "keys of a cloud")]
    [InlineData("app/credentials", "[default]", null)]
    [InlineData("app/config.json", "{}", null)]
    [InlineData("store.p12", "x", "a store of keys")]
    [InlineData("readme.md", "-----BEGIN PRIVATE KEY-----", null)]
    public async Task Files_that_look_like_secrets_are_found(string path, string text, string? why)
    {
        var content = await ReadAsync(("blobs/sha256/aa", Layer(packed: false, (path, text))), ("manifest.json", Text("""[{"Layers":["blobs/sha256/aa"]}]""")));

        SecretFile[] expected = why is null ? [] : [new SecretFile("/" + path, why)];
        Assert.Equal(expected, content.Layers[0].Secrets);
    }

    [Fact]
    public async Task What_is_no_export_is_told()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(("hello", Text("world"))));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Layer(bool packed, params (string Path, string Text)[] files)
    {
        var bytes = Tar([.. files.Select(file => (file.Path, Text(file.Text)))]);
        if (!packed)
            return bytes;
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return target.ToArray();
    }

    private static byte[] Tar(params (string Path, byte[] Bytes)[] files)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, bytes) in files)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(bytes) });
        }

        return archive.ToArray();
    }

    private static async Task<ImageContent> ReadAsync(params (string Path, byte[] Bytes)[] files)
    {
        using var archive = new MemoryStream(Tar(files));
        return await ImageExport.ReadAsync(archive, TestContext.Current.CancellationToken);
    }
}
