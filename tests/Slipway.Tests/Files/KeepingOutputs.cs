using Slipway.Files;
using Slipway.Graphs;
using Slipway.Parameters;
using Slipway.Planning;
using Slipway.Testing;

namespace Slipway.Tests.Files;

public sealed class KeepingOutputs : IDisposable
{
    private readonly TestProject _project = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_run_that_ends_at_any_step_leaves_nothing_half_recorded(int step)
    {
        _project.Write("src/a", "a");
        _project.Write("dist/a", "one");
        _project.Write("dist/b", "two");
        var steps = 0;
        var node = NodeOf(out var build);

        // What a process that is killed while it writes leaves: half a file under a temporary name.
        var ending = new NodeFiles(build, new Dictionary<string, Parameter>(StringComparer.Ordinal), _clock, writes: true, (path, write) =>
        {
            if (steps++ == step)
            {
                _project.Write(Path.GetRelativePath(_project.Folder, path) + ".x.tmp", "half");
                throw new IOException("killed");
            }

            AtomicFile.Write(path, write);
        });
        ending.Begin(node, TestContext.Current.CancellationToken);
        var why = ending.End(node, TestContext.Current.CancellationToken);
        var next = FilesOf(build).Probe(node, TestContext.Current.CancellationToken);
        var whole = FilesOf(build);
        whole.Begin(node, TestContext.Current.CancellationToken);

        Assert.Equal("it will run again next time: killed", why);
        // The outputs are whole as soon as they are named: only the note of this node's last run is missing then.
        Assert.Equal(step == 3 ? ReuseState.Unknown : ReuseState.Stale, next.State);
        Assert.Null(whole.End(node, TestContext.Current.CancellationToken));
        Assert.Equal("inputs are unchanged", FilesOf(build).Probe(node, TestContext.Current.CancellationToken).Reason);
    }

    [Fact]
    public void The_least_recently_used_go_when_the_limit_is_reached()
    {
        var root = AbsolutePath.Parse(_project.Folder);
        var cache = new OutputCache(root / "cache", new ByteSize(2500), _clock, AtomicFile.Write);
        ContentHash Keep(string name)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            var file = (root / name).WriteAllText(new string(name[0], 800));
            var record = Record(name, new FileEntry(name, FileKind.File, ContentHash.Of(file.ReadAllBytes())));
            cache.Store(record, root);
            return record.Key;
        }

        var (a, b) = (Keep("a"), Keep("b"));
        Keep("a");
        var c = Keep("c");

        Assert.Equal((true, false, true), (cache.Find(a) is not null, cache.Find(b) is not null, cache.Find(c) is not null));
        Assert.InRange(Directory.GetFiles(root / "cache", "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1600, 2500);
    }

    [Fact]
    public void What_does_not_fit_is_not_kept_and_pushes_nothing_out()
    {
        var root = AbsolutePath.Parse(_project.Folder);
        var cache = new OutputCache(root / "cache", new ByteSize(2000), _clock, AtomicFile.Write);
        var small = Record("small", new FileEntry("small", FileKind.File, ContentHash.Of((root / "small").WriteAllText("x").ReadAllBytes())));
        var large = Record("large", new FileEntry("large", FileKind.File, ContentHash.Of((root / "large").WriteAllText(new string('x', 3000)).ReadAllBytes())));

        cache.Store(small, root);
        cache.Store(large, root);

        Assert.NotNull(cache.Find(small.Key));
        Assert.Null(cache.Find(large.Key));
    }

    [Fact]
    public void A_file_that_changes_while_it_is_kept_is_not_kept()
    {
        var root = AbsolutePath.Parse(_project.Folder);
        var cache = new OutputCache(root / "cache", new ByteSize(2000), _clock, AtomicFile.Write);
        (root / "file").WriteAllText("now");
        var record = Record("file", new FileEntry("file", FileKind.File, ContentHash.Of("before")));

        Assert.Throws<InvalidDataException>(() => cache.Store(record, root));

        Assert.Null(cache.Find(record.Key));
        Assert.Equal(["file"], _project.Files());
    }

    private static NodeRecord Record(string key, FileEntry output) =>
        new() { Definition = default, Key = ContentHash.Of(key), Parameters = [], Inputs = [], Outputs = [output] };

    private NodeFiles FilesOf(SlipwayBuild build) => new(build, new Dictionary<string, Parameter>(StringComparer.Ordinal), _clock, writes: true);

    private PlanNode NodeOf(out SlipwayBuild build)
    {
        build = new Making();
        build.Start(_project.Folder, new Dictionary<string, string>(StringComparer.Ordinal), Values(), _ => { });
        var graph = Graph.Of(build);
        return new PlanNode { Target = graph.Find("Make")!, Name = "Make" };
    }

    private static ParameterValues Values() => new(ParameterReader.Read(typeof(Making), []).Values);

    private sealed class Making : SlipwayBuild
    {
        Target Make => _ => _.Inputs("src").Outputs("dist").Executes(() => { });
    }
}
