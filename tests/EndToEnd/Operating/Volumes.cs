using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Engine;

namespace EndToEnd.Operating;

/// <summary>Volumes as tests fill and look at them, by ways of their own.</summary>
internal static class Volumes
{
    private const string Folder = "tree";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>A stack of one service that keeps data, from the base image alone.</summary>
    public static void WriteStore(Project project) => project.WriteCompose($"services:\n{Keeper("store")}volumes:\n  data: {{}}\n");

    /// <summary>A service of a compose file that is healthy as soon as it runs, and keeps volume <c>data</c>.</summary>
    public static string Keeper(string name) => $$"""
          {{name}}:
            image: {{Machine.Base}}
            init: true
            volumes: ["data:/data"]
            command: ["sh", "-c", "touch /tmp/ready; exec sleep 3600"]
            healthcheck: { test: ["CMD-SHELL", "test -f /tmp/ready"], interval: 1s, retries: 10 }

        """;

    /// <summary>Puts entries into a volume.</summary>
    public static async Task FillAsync(EngineClient engine, string volume, params IReadOnlyList<TarEntry> entries)
    {
        await using var box = await BoxAsync(engine, volume);
        await engine.WriteArchiveAsync(box.Id, "/", async (to, stop) =>
        {
            var writer = new TarWriter(to, TarEntryFormat.Pax, leaveOpen: true);
            await using (writer)
            {
                foreach (var entry in entries)
                    await writer.WriteEntryAsync(entry, stop);
            }
        }, Test);
    }

    /// <summary>One entry of a volume's tree.</summary>
    public static PaxTarEntry Entry(TarEntryType type, string path, int mode = 0x1A4, int user = 0, int group = 0, string? content = null, string? link = null, string? attribute = null)
    {
        var attributes = attribute is null ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { [$"SCHILY.xattr.{attribute.Split('=')[0]}"] = attribute.Split('=', 2)[1] };
        var entry = new PaxTarEntry(type, path.Length == 0 ? $"{Folder}/" : $"{Folder}/{path}", attributes)
        {
            Mode = (UnixFileMode)mode,
            Uid = user,
            Gid = group,
            ModificationTime = new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.Zero),
        };
        if (link is not null)
            entry.LinkName = type == TarEntryType.HardLink ? $"{Folder}/{link}" : link;
        if (content is not null)
            entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return entry;
    }

    /// <summary>All that a volume holds, as the engine tells it: the same bytes are the same tree.</summary>
    /// <remarks>.NET's own reader refuses attributes that are no text.</remarks>
    public static async Task<string> TreeAsync(EngineClient engine, string volume) => Encoding.Latin1.GetString(await ArchiveAsync(engine, volume));

    private static async Task<byte[]> ArchiveAsync(EngineClient engine, string volume)
    {
        await using var box = await BoxAsync(engine, volume);
        await using var archive = (await engine.ReadArchiveAsync(box.Id, $"/{Folder}", Test))!;
        using var bytes = new MemoryStream();
        await archive.CopyToAsync(bytes, Test);
        // Large trees are compared by their digests.
        return bytes.Length < 1 << 22 ? bytes.ToArray() : SHA256.HashData(bytes.ToArray());
    }

    private static async Task<Box> BoxAsync(EngineClient engine, string volume) => new(engine, await engine.CreateContainerAsync(
        new ContainerRequest { Image = Machine.Base, Command = ["true"], Mounts = [new ContainerMountPoint("volume", volume, $"/{Folder}", IsReadOnly: false)] }, Test));

    private sealed record Box(EngineClient Engine, string Id) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Engine.RemoveContainerAsync(Id, force: true);
    }
}
