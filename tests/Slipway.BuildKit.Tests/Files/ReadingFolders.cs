using System.Runtime.Versioning;

namespace Slipway.BuildKit.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class ReadingFolders : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_fresh_clone_looks_the_same_whatever_its_times_and_modes()
    {
        using var clone = new TemporaryFolder();
        foreach (var folder in (TemporaryFolder[])[_folder, clone])
        {
            folder.Write("a/run.sh", "#!/bin/sh\n");
            folder.Write("b.txt", "text\n");
        }

        File.SetLastWriteTimeUtc(Path.Combine(clone.Path, "b.txt"), new DateTime(2011, 11, 11, 0, 0, 0, DateTimeKind.Utc));
        File.SetUnixFileMode(Path.Combine(clone.Path, "b.txt"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(Path.Combine(clone.Path, "a"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal(List(_folder), List(clone));
        Assert.All(List(_folder), entry => Assert.Equal(946_684_800, entry.Time / 1_000_000_000));
    }

    [Fact]
    public void A_change_that_keeps_the_size_and_the_time_changes_the_time_that_is_sent()
    {
        var path = _folder.Write("a.txt", "one");
        var time = File.GetLastWriteTimeUtc(path);
        var before = List(_folder);
        File.WriteAllText(path, "two");
        File.SetLastWriteTimeUtc(path, time);

        Assert.NotEqual(before, List(_folder));
    }

    [Fact]
    public void What_the_owner_may_execute_is_executable()
    {
        File.SetUnixFileMode(_folder.Write("run", ""), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal(0x1ED, Assert.Single(List(_folder)).Mode);
    }

    [Fact]
    public void Files_are_read_once_as_long_as_the_cache_is_there()
    {
        using var cache = new TemporaryFolder();
        var options = new FolderContextOptions { CacheFile = Path.Combine(cache.Path, "deep", "times"), Time = new Later() };
        var path = _folder.Write("a.txt", "one");
        var first = List(_folder, options);
        // Nobody but root could read it now; a second reading would fail for others, and shows here by its time of access.
        File.SetLastAccessTimeUtc(path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.True(File.Exists(options.CacheFile));
        Assert.Equal(first.Select(entry => entry.Time), List(_folder, options).Select(entry => entry.Time));
        File.WriteAllBytes(options.CacheFile, [1, 2, 3]);
        Assert.Equal(first.Select(entry => entry.Time), List(_folder, options).Select(entry => entry.Time));
        File.WriteAllText(path, "two");
        Assert.NotEqual(first.Select(entry => entry.Time), List(_folder, options).Select(entry => entry.Time));
    }

    [Fact]
    public void Own_rules_leave_out_and_take_back()
    {
        _folder.Write("keep/a.txt", "");
        _folder.Write("out/b.txt", "");
        _folder.Write("out/kept/c.txt", "");

        var listed = new FolderContext(_folder.Path, new FolderContextOptions { Ignore = new Rules() }).Enumerate(ContextSelection.All with { Exclude = ["**"] }, TestContext.Current.CancellationToken);

        Assert.Equal(["keep", "keep/a.txt", "out", "out/kept", "out/kept/c.txt"], listed.Select(entry => entry.Path));
    }

    [Fact]
    public void Names_are_in_the_order_of_their_bytes()
    {
        foreach (var name in (string[])["b", "a-b/x", "a/x", "a.b", "Z", "ä", "\U0001F600", "\uFFFF"])
            _folder.Write(name, "");

        Assert.Equal(["Z", "a", "a/x", "a-b", "a-b/x", "a.b", "b", "ä", "\uFFFF", "\U0001F600"], List(_folder).Select(entry => entry.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var problem = Assert.Throws<ContextException>(() => new FolderContext("/nowhere/at-all").Enumerate(ContextSelection.All, TestContext.Current.CancellationToken).Count());

        Assert.Equal("the folder '/nowhere/at-all' does not exist", problem.Message);
    }

    [Theory]
    [InlineData("*.log", "a.log", true)]
    [InlineData("*.log", "b/a.log", false)]
    [InlineData("**/*.log", "b/c/a.log", true)]
    [InlineData("**/*.log", "a.log", true)]
    [InlineData("b/**", "b/c/d", true)]
    [InlineData("b", "b/c/d", true)]
    [InlineData("[a-c].txt", "b.txt", true)]
    [InlineData("?.txt", "bb.txt", false)]
    [InlineData(@"\*.txt", "a.txt", false)]
    public void Patterns_match_as_in_ignore_files(string pattern, string path, bool isLeftOut) =>
        Assert.Equal(isLeftOut, new PatternRules([pattern]).LeavesOut(path));

    [Fact]
    public void The_last_pattern_decides() => Assert.False(new PatternRules(["*.md", "!README.md"]).LeavesOut("README.md"));

    public void Dispose() => _folder.Dispose();

    private static List<ContextFile> List(TemporaryFolder folder, FolderContextOptions? options = null) =>
        [.. new FolderContext(folder.Path, options).Enumerate(ContextSelection.All, TestContext.Current.CancellationToken).Select(entry => entry with { Stamp = 0 })];

    private sealed class Rules : IIgnoreRules
    {
        public bool LeavesOut(string path) => path.StartsWith("out", StringComparison.Ordinal) && !path.StartsWith("out/kept", StringComparison.Ordinal);

        public bool MayKeepBelow(string folder) => folder == "out";
    }

    /// <summary>An hour ahead: the files that a test writes are old.</summary>
    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(1);
    }
}
