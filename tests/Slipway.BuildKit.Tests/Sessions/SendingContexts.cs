using System.Text;
using Slipway.BuildKit.Tests.Fakes;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Tests.Sessions;

public sealed class SendingContexts : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Everything_is_listed_and_only_what_is_asked_for_travels()
    {
        _folder.Write("src/main.py", "print(1)\n");
        _folder.Write("src.txt", new string('x', 300_000));
        _folder.Write("empty", "");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link"), "src/main.py");

        var (listed, received, result) = await ReceiveAsync(new FolderContext(_folder.Path), asked: ["src.txt", "empty"]);

        Assert.Equal(["empty 100644 0", "link L777 11 src/main.py", "src D755 0", "src/main.py 100644 9", "src.txt 100644 300000"], listed);
        Assert.Equal(["empty: 0", "src.txt: 300000"], received.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}: {file.Value.Length}"));
        Assert.Equal([new SentContext("context", 2, 300_000)], result.Sent);
    }

    [Fact]
    public async Task Patterns_narrow_what_is_listed()
    {
        _folder.Write("a/one.txt", "1");
        _folder.Write("a/two.log", "2");
        _folder.Write("b/three.txt", "3");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "to-b"), "b");

        var excluded = await ReceiveAsync(new FolderContext(_folder.Path), [], ("exclude-patterns", "**/*.log"));
        var followed = await ReceiveAsync(new FolderContext(_folder.Path), [], ("followpaths", "to-b/three.txt"));
        var encoded = await ReceiveAsync(new FolderContext(_folder.Path), [], ("exclude-patterns", "%2A%2A%2F%2A.txt"), ("exclude-patterns-encoded", "1"));

        Assert.Equal(["a", "a/one.txt", "b", "b/three.txt", "to-b"], Names(excluded.Listed));
        Assert.Equal(["b", "b/three.txt", "to-b"], Names(followed.Listed));
        Assert.Equal(["a", "a/two.log", "b", "to-b"], Names(encoded.Listed));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_read_ends_the_build_with_its_name()
    {
        var path = _folder.Write("data.bin", "before");

        var problem = await Assert.ThrowsAsync<ContextException>(() => ReceiveAsync(new FolderContext(_folder.Path), ["data.bin"], listed: () => File.WriteAllText(path, "after it")));

        Assert.Equal(("data.bin", true, "'data.bin' changed while the context was read"), (problem.Path, problem.HasChanged, problem.Message));
    }

    [Fact]
    public async Task A_file_that_vanishes_ends_the_build_too()
    {
        var path = _folder.Write("data.bin", "before");

        var problem = await Assert.ThrowsAsync<ContextException>(() => ReceiveAsync(new FolderContext(_folder.Path), ["data.bin"], listed: () => File.Delete(path)));

        Assert.Equal("data.bin", problem.Path);
    }

    [Fact]
    public async Task Many_files_travel_both_ways_at_once()
    {
        for (var i = 0; i < 2000; i++)
            _folder.Write($"d{i % 100}/f{i}", $"content {i}");

        var (listed, received, _) = await ReceiveAsync(new FolderContext(_folder.Path), asked: null);

        Assert.Equal(2100, listed.Count);
        Assert.Equal(2000, received.Count);
        Assert.All(received, file => Assert.Equal($"content {file.Key[(file.Key.IndexOf('f', StringComparison.Ordinal) + 1)..]}", Encoding.UTF8.GetString(file.Value)));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Names(IEnumerable<string> listed) => listed.Select(line => line.Split(' ')[0]);

    private static Task<(List<string> Listed, Dictionary<string, byte[]> Received, SolveResult Result)> ReceiveAsync(IContextFiles files, IReadOnlyList<string>? asked, params (string, string)[] headers) =>
        ReceiveAsync(files, asked, listed: null, headers);

    // What the builder does: it notes the list, asks for files, and ends.
    private static async Task<(List<string> Listed, Dictionary<string, byte[]> Received, SolveResult Result)> ReceiveAsync(
        IContextFiles files, IReadOnlyList<string>? asked, Action? listed, params (string, string)[] headers)
    {
        var list = new List<string>();
        var received = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var daemon = new FakeDaemon();
        daemon.Solve = async solve =>
        {
            await using var call = await solve.Session!.StartAsync("/moby.filesync.v1.FileSync/DiffCopy", [("dir-name", "context"), .. headers]);
            var names = new List<string>();
            while (await call.ReadAsync() is { } packet && Stat(packet) is { } stat)
            {
                list.Add(stat);
                names.Add(stat.Split(' ')[0]);
            }

            listed?.Invoke();
            var open = new Dictionary<long, MemoryStream>();
            for (var id = 0; id < names.Count; id++)
            {
                if (asked is null ? !list[id].Contains(" D", StringComparison.Ordinal) : asked.Contains(names[id], StringComparer.Ordinal))
                {
                    open[id] = new MemoryStream();
                    await call.WriteAsync(new MessageWriter().Number(1, 1).Number(3, id));
                }
            }

            while (open.Count > 0)
            {
                var (type, id, data) = Data(await call.ReadAsync() ?? throw new InvalidOperationException((await call.StatusAsync()).Message));
                if (type == 4)
                    throw new InvalidOperationException(Encoding.UTF8.GetString(data));
                if (data.Length > 0)
                    await open[id].WriteAsync(data);
                else if (open.Remove(id, out var whole))
                    received[names[(int)id]] = whole.ToArray();
            }

            await call.WriteAsync(new MessageWriter().Number(1, 3));
            await call.ReadAsync();
            call.End();
            Assert.Equal((0, ""), await call.StatusAsync());
            return new Dictionary<string, string>(StringComparer.Ordinal);
        };
        using var client = daemon.Client();
        var contexts = new Dictionary<string, IContextFiles>(StringComparer.Ordinal) { ["context"] = files };
        var result = await client.SolveAsync(new SolveRequest { Session = new SessionOptions { Contexts = contexts } }, cancellationToken: TestContext.Current.CancellationToken);
        return (list, received, result);
    }

    private static (long Type, long Id, byte[] Data) Data(byte[] packet)
    {
        var (type, id, data) = (0L, 0L, Array.Empty<byte>());
        var reader = new MessageReader(packet);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: type = reader.Number; break;
                case 3: id = reader.Number; break;
                case 4: data = reader.Bytes.ToArray(); break;
            }
        }

        return (type, id, data);
    }

    private static string? Stat(byte[] packet)
    {
        var reader = new MessageReader(packet);
        while (reader.Next())
        {
            if (reader.Field != 2)
                continue;
            var (path, mode, size, link) = ("", 0L, 0L, "");
            var stat = reader.Message;
            while (stat.Next())
            {
                switch (stat.Field)
                {
                    case 1: path = stat.Text; break;
                    case 2: mode = stat.Number; break;
                    case 5: size = stat.Number; break;
                    case 7: link = stat.Text; break;
                }
            }

            var kind = (mode & (1L << 31)) != 0 ? "D" : (mode & (1L << 27)) != 0 ? "L" : "100";
            return $"{path} {kind}{Convert.ToString(mode & 0x1FF, 8)} {size} {link}".TrimEnd();
        }

        return null;
    }
}
