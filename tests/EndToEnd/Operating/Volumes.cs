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
    public static void WriteStore(Project project, string more = "") => project.WriteCompose($$"""
        services:
          store:
            image: {{Machine.Base}}
            init: true
            volumes: ["data:/data"]
            command: ["sh", "-c", "touch /tmp/ready; exec sleep 3600"]
            healthcheck: { test: ["CMD-SHELL", "test -f /tmp/ready"], interval: 1s, retries: 10 }
        {{more}}
        volumes:
          data: {}
        """);

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

    /// <summary>All that a volume holds, a line an entry, as .NET's own reader of archives tells.</summary>
    public static async Task<IReadOnlyList<string>> TreeAsync(EngineClient engine, string volume)
    {
        await using var box = await BoxAsync(engine, volume);
        await using var archive = (await engine.ReadArchiveAsync(box.Id, $"/{Folder}", Test))!;
        var lines = new List<string>();
        var reader = new TarReader(archive);
        await using (reader)
        {
            while (await reader.GetNextEntryAsync(copyData: true, Test) is { } entry)
            {
                var attributes = entry is PaxTarEntry pax ? string.Join(' ', pax.ExtendedAttributes.Where(a => a.Key.StartsWith("SCHILY", StringComparison.Ordinal)).Select(a => $"{a.Key}={Convert.ToHexString(Encoding.UTF8.GetBytes(a.Value))}")) : "";
                var content = entry.DataStream is { } data ? Convert.ToHexStringLower(await SHA256.HashDataAsync(data, Test))[..12] : "";
                lines.Add($"{entry.EntryType} {entry.Name} {entry.Mode} {entry.Uid}:{entry.Gid} {entry.Length} {entry.ModificationTime:s} {entry.LinkName} {attributes} {content}");
            }
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static async Task<Box> BoxAsync(EngineClient engine, string volume) => new(engine, await engine.CreateContainerAsync(
        new ContainerRequest { Image = Machine.Base, Command = ["true"], Mounts = [new ContainerMountPoint("volume", volume, $"/{Folder}", IsReadOnly: false)] }, Test));

    private sealed record Box(EngineClient Engine, string Id) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Engine.RemoveContainerAsync(Id, force: true);
    }
}
