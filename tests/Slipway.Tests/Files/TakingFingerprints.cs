using Slipway.Files;
using Slipway.Testing;

namespace Slipway.Tests.Files;

public sealed class TakingFingerprints : IDisposable
{
    private readonly TestProject _project = new();
    private readonly AbsolutePath _root;

    public TakingFingerprints()
    {
        _root = AbsolutePath.Parse(_project.Folder);
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Times_owners_places_and_order_do_not_count()
    {
        foreach (var (folder, names) in ((string, string[])[])[("one", ["a.txt", "b/c.txt", "b.txt"]), ("two", ["b.txt", "b/c.txt", "a.txt"])])
        {
            foreach (var name in names)
                File.SetLastWriteTimeUtc(_project.Write($"{folder}/{name}", "content of " + name), folder == "one" ? DateTime.UnixEpoch : DateTime.UnixEpoch.AddDays(1));
        }

        var one = Take("one");
        var two = Take("two");

        Assert.Equal(one.Digest, two.Digest);
        Assert.Equal(["a.txt", "b.txt", "b/c.txt"], one.Files.Select(file => file.Path));
        Assert.Null(two.ChangeSince(one.Files));
    }

    [Theory]
    [InlineData("content", "src/b.py")]
    [InlineData("new", "src/bb.py is new")]
    [InlineData("gone", "src/b.py is gone")]
    [InlineData("executable", "src/b.py is executable now")]
    [InlineData("link", "src/b.py")]
    [InlineData("several", "src/a.py is gone and 2 more")]
    [InlineData("renamed", "src/b.py is gone and 1 more")]
    public void A_difference_is_told(string change, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs mode bits");
        foreach (var name in (string[])["src/a.py", "src/b.py", "src/c.py"])
            _project.Write("x/" + name, name);
        var before = Take("x");

        switch (change)
        {
            case "content":
                _project.Write("x/src/b.py", "src/b.pi");
                break;
            case "new":
                _project.Write("x/src/bb.py", "");
                break;
            case "gone":
                File.Delete(_project.PathOf("x/src/b.py"));
                break;
            case "executable":
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(_project.PathOf("x/src/b.py"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
                break;
            case "link":
                File.Delete(_project.PathOf("x/src/b.py"));
                File.CreateSymbolicLink(_project.PathOf("x/src/b.py"), "a.py");
                break;
            case "several":
                File.Delete(_project.PathOf("x/src/a.py"));
                _project.Write("x/src/b.py", "other");
                _project.Write("x/src/z.py", "");
                break;
            default:
                File.Move(_project.PathOf("x/src/b.py"), _project.PathOf("x/src/n.py"));
                break;
        }

        var after = Take("x");

        Assert.NotEqual(before.Digest, after.Digest);
        Assert.Equal(expected, after.ChangeSince(before.Files));
    }

    [Fact]
    public void The_text_of_a_link_counts_and_not_what_it_leads_to()
    {
        _project.Write("outside/file", "one");
        (_root / "x").CreateDirectory();
        File.CreateSymbolicLink(_root / "x/link", "../outside/file");
        Directory.CreateSymbolicLink(_root / "x/folder", "../outside");
        var before = Take("x");

        _project.Write("outside/file", "two");
        var same = Take("x");
        File.Delete(_root / "x/link");
        File.CreateSymbolicLink(_root / "x/link", "elsewhere");

        Assert.Equal(before.Digest, same.Digest);
        Assert.Equal([("folder", FileKind.Link), ("link", FileKind.Link)], before.Files.Select(file => (file.Path, file.Kind)));
        Assert.Equal("link", Take("x").ChangeSince(before.Files));
    }

    [Fact]
    public void Nothing_is_there_where_the_folder_is_missing() => Assert.Empty(Take("missing").Files);

    [Fact]
    public void A_pipe_has_no_content_and_is_left_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sockets with a path");
        _project.Write("x/file", "");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_project.PathOf("x/socket")));

        Assert.Equal(["file"], Take("x").Files.Select(file => file.Path));
    }

    [Fact]
    public void What_the_cache_knows_is_not_read_again()
    {
        Write(100);
        var first = Cached();
        var before = All(first);
        first.Save();

        var second = Cached();
        var after = All(second);

        Assert.Equal((100, 0), (first.FilesRead, second.FilesRead));
        Assert.Equal(before.Digest, after.Digest);
    }

    [Fact]
    public void Only_what_changed_is_read_again_and_what_is_gone_is_forgotten()
    {
        Write(100);
        var first = Cached();
        All(first);
        first.Save();
        _project.Write("x/7/file7", "changed");
        File.Delete(_project.PathOf("x/8/file8"));

        var second = Cached();
        All(second, "**/file?");
        second.Save();
        var size = new FileInfo(_project.PathOf(".nuke/temp/file-states")).Length;
        var third = Cached();
        var all = All(third);

        Assert.Equal((1, 0, 99), (second.FilesRead, third.FilesRead, all.Files.Count));
        Assert.Equal(All(Uncached()).Digest, all.Digest);
        Assert.True(size > 0);
    }

    [Fact]
    public void A_change_that_keeps_size_and_time_is_seen()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems do not say when a file was changed last");
        var file = _project.Write("x/file", "one");
        var written = File.GetLastWriteTimeUtc(file);
        var first = Cached();
        All(first);
        first.Save();

        File.WriteAllText(file, "two");
        File.SetLastWriteTimeUtc(file, written);
        var second = Cached();

        Assert.Equal(ContentHash.Of("two"), All(second).Files[0].Hash);
    }

    [Fact]
    public void What_was_written_a_moment_ago_is_read_again()
    {
        _project.Write("x/file", "one");
        var first = new FileState(_root / ".nuke/temp/file-states", writes: true, () => 0);
        All(first);
        first.Save();

        var second = Cached();
        All(second);

        Assert.Equal(1, second.FilesRead);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(-1)]
    [InlineData(-40)]
    public void A_damaged_cache_is_as_if_it_were_empty(int at)
    {
        Write(3);
        var first = Cached();
        var before = All(first);
        first.Save();
        var cache = _root / ".nuke/temp/file-states";
        var bytes = cache.ReadAllBytes();
        bytes[at < 0 ? bytes.Length + at : at] ^= 0x41;
        cache.WriteAllBytes(bytes);

        var second = Cached();
        var after = All(second);
        cache.WriteAllBytes(bytes[..(bytes.Length / 2)]);
        var third = Cached();
        All(third);

        Assert.Equal((3, 3), (second.FilesRead, third.FilesRead));
        Assert.Equal(before.Digest, after.Digest);
    }

    [Fact]
    public void A_plan_reads_the_cache_and_writes_nothing()
    {
        Write(3);
        var first = Cached();
        All(first);
        first.Save();
        _project.Write("x/new", "");
        var before = _project.Files();

        var plan = new FileState(_root / ".nuke/temp/file-states", writes: false);
        All(plan);
        plan.Save();

        Assert.Equal(1, plan.FilesRead);
        Assert.Equal(before, _project.Files());
    }

    [Fact]
    public void The_clock_of_the_file_system_is_asked_by_writing()
    {
        Write(1);
        var state = new FileState(_root / ".nuke/temp/file-states", writes: true);

        All(state);
        state.Save();

        Assert.Contains(".nuke/temp/file-states.clock", _project.Files());
    }

    [Fact]
    public void One_file_can_be_asked_for()
    {
        _project.Write("x/file", "one");

        Assert.Equal(new FileEntry("file", FileKind.File, ContentHash.Of("one")), Cached().Find(_root / "x/file"));
        Assert.Null(Cached().Find(_root / "x"));
        Assert.Null(Cached().Find(_root / "x/none"));
    }

    [Fact]
    public void Many_files_can_be_asked_for_and_come_in_the_order_of_the_question()
    {
        Write(20);
        string[] names = ["x/7/file17", "x/3/file3", "x/none", "x/7/file7", "x/3", "x/7/file17"];

        var first = Cached();
        var found = first.Find([.. names.Select(name => _root / name)], TestContext.Current.CancellationToken);
        first.Save();
        var second = Cached();
        var again = second.Find([.. names.Select(name => _root / name)], TestContext.Current.CancellationToken);

        Assert.Equal([ContentHash.Of("content 17"), ContentHash.Of("content 3"), null, ContentHash.Of("content 7"), null, ContentHash.Of("content 17")], found.Select(file => file?.Hash));
        Assert.Equal(found, again);
        Assert.Equal(0, second.FilesRead);
    }

    [Fact]
    public void Large_files_are_hashed_whole()
    {
        var content = new byte[300_000];
        for (var i = 0; i < content.Length; i++)
            content[i] = (byte)(i * 31 / 7);
        (_root / "x/large").WriteAllBytes(content);

        Assert.Equal(ContentHash.Of(content), Cached().Find(_root / "x/large")!.Value.Hash);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), ContentHash.Of(content).ToString());
    }

    private FileFingerprint Take(string folder) => Uncached().Take(_root / folder, new GlobSet("**"), TestContext.Current.CancellationToken);

    private FileFingerprint All(FileState state, string glob = "**") => state.Take(_root / "x", new GlobSet(glob), TestContext.Current.CancellationToken);

    private void Write(int count)
    {
        for (var i = 0; i < count; i++)
            _project.Write($"x/{i % 10}/file{i}", $"content {i}");
    }

    private FileState Cached() => new(_root / ".nuke/temp/file-states", writes: true, () => long.MaxValue);

    private FileState Uncached() => new(_root / ".nuke/temp/none", writes: false);
}
