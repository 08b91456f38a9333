using Slipway.Testing;

namespace Slipway.Tests.Files;

public sealed class MatchingPatterns : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("src/**/*.cs", "src/a.cs", true)]
    [InlineData("src/**/*.cs", "src/x/y/a.cs", true)]
    [InlineData("src/**/*.cs", "test/a.cs", false)]
    [InlineData("*.cs", "a.cs", true)]
    [InlineData("*.cs", "src/a.cs", false)]
    [InlineData("*.cs", ".cs", true)]
    [InlineData("**", "a", true)]
    [InlineData("src/**", "src", false)]
    [InlineData("src/", "src/x/a", true)]
    [InlineData("./src/./a", "src/a", true)]
    [InlineData("src", "src/x/a", true)]
    [InlineData("src/app.py", "src/app.py", true)]
    [InlineData("a**b/c", "axxb/c", true)]
    [InlineData("a**b/c", "ax/xb/c", false)]
    [InlineData("?.txt", "a.txt", true)]
    [InlineData("?.txt", "😀.txt", true)]
    [InlineData("??.txt", "😀.txt", false)]
    [InlineData("[a-c]*", "bx", true)]
    [InlineData("[!a-c]*", "bx", false)]
    [InlineData("[]x]", "]", true)]
    [InlineData("[*]", "*", true)]
    [InlineData("[*]", "x", false)]
    [InlineData("{src,test}/*.{py,txt}", "test/a.txt", true)]
    [InlineData("{src,te{s,x}t}/a", "text/a", true)]
    [InlineData("{a/b,c}/d", "a/b/d", true)]
    [InlineData("a{,.old}", "a.old", true)]
    [InlineData("**", ".git/config", false)]
    [InlineData("**", "sub/.nuke/temp/x", false)]
    [InlineData(".git/**", ".git/config", true)]
    [InlineData("**", ".gitignore", true)]
    [InlineData("** !**/obj", "src/obj/x/a", false)]
    [InlineData("** !**/obj/**", "src/obj/x/a", false)]
    [InlineData("** !**/obj/**", "src/obj", true)]
    [InlineData("!*.md **", "README.md", false)]
    [InlineData("!*.md **", "docs/README.md", true)]
    [InlineData("!docs", "a", false)]
    public void A_pattern_picks_files(string patterns, string path, bool expected) =>
        Assert.Equal(expected, new GlobSet(patterns.Split(' '), ignoresCase: false).IsMatch(path));

    [Fact]
    public void Case_counts_where_the_system_says_so()
    {
        Assert.False(new GlobSet(["Src/[a-c]*.CS"], ignoresCase: false).IsMatch("src/b.cs"));
        Assert.True(new GlobSet(["Src/[a-c]*.CS"], ignoresCase: true).IsMatch("src/B.cs"));
    }

    [Fact]
    public void Patterns_mean_what_the_plain_reading_says()
    {
#pragma warning disable CA5394 // The seed is fixed, so that a failure comes again.
        var random = new Random(20300101);
        string[] parts = ["a", "b", "ab", "*", "**", "?", "a*", "*b", "[ab]", "[!a]", "{a,b}", "{a,ab}*", "*a*b*", "a?"];
        string[] names = ["a", "b", "ab", "ba", "aab", "c", "abab"];
        string Join(string[] from, int most) => string.Join('/', Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => from[random.Next(from.Length)]));

        for (var i = 0; i < 20_000; i++)
        {
            string[] patterns = [.. Enumerable.Range(0, random.Next(1, 4)).Select(n => (n > 0 && random.Next(2) == 0 ? "!" : "") + Join(parts, 4) + (random.Next(10) == 0 ? "/" : ""))];
            var path = Join(names, 5);
#pragma warning restore CA5394

            var isMatch = new GlobSet(patterns, ignoresCase: false).IsMatch(path);

            Assert.True(NaiveGlob.IsMatch(patterns, path) == isMatch, $"{string.Join(' ', patterns)} on {path}: {isMatch}");
        }
    }

    [Fact]
    public void Many_stars_cost_no_more_than_their_number()
    {
        var globs = new GlobSet(string.Concat(Enumerable.Repeat("*a", 200)) + "b", string.Concat(Enumerable.Repeat("**/*/", 25)) + "x");
        var path = string.Join('/', Enumerable.Repeat(new string('a', 2000), 50));

        Assert.False(globs.IsMatch(path));
        Assert.False(globs.IsMatch(new string('a', 20_000)));
    }

    [Fact]
    public void Patterns_that_cannot_be_read_are_told_all_at_once()
    {
        var error = Assert.Throws<ProblemException>(() => new GlobSet("", "!", "/etc/*", @"src\*.cs", "../x", "[a", "{a,b", "a}", "[z-a]", string.Concat(Enumerable.Repeat("{a,b}", 9)), string.Concat(Enumerable.Repeat("a/", 61)) + "a"));

        Assert.Equal(
            [
                "the pattern '' cannot be read: it is empty",
                "the pattern '/etc/*' cannot be read: it begins with /; patterns are relative",
                @"the pattern 'src\*.cs' cannot be read: it holds '\'; write / between folders, and [*] for a star",
                "the pattern '../x' cannot be read: it leads out of its folder",
                "the pattern '[a' cannot be read: its [ is not closed; write [[] for the character",
                "the pattern '{a,b' cannot be read: its { is not closed; write [{] for the character",
                "the pattern 'a}' cannot be read: its } closes nothing; write [}] for the character",
                "the pattern '[z-a]' cannot be read: its range z-a is empty",
                $"the pattern '{string.Concat(Enumerable.Repeat("{a,b}", 9))}' cannot be read: its braces stand for more than 256 patterns",
                $"the pattern '{string.Concat(Enumerable.Repeat("a/", 61))}a' cannot be read: it has more than 60 names",
                "the pattern '!' cannot be read: it is empty",
            ],
            error.Problems.Select(problem => problem.What));
        Assert.Equal("error SW0167: the pattern '' cannot be read: it is empty\n  try: a pattern is like src/**/*.cs, {src,tests}/*.py or !**/obj/**", error.Problems[0].ToString());
    }

    [Fact]
    public void A_folder_gives_its_files_in_the_order_of_their_paths_without_following_links()
    {
        var root = AbsolutePath.Parse(_project.Folder);
        foreach (var file in (string[])["src/b.cs", "src/a/z.cs", "src/a.cs", "src/obj/x.cs", "src/a/n.txt", ".git/x.cs"])
            _project.Write(file, "");
        Directory.CreateSymbolicLink(root / "src/again", root / "src/a");
        File.CreateSymbolicLink(root / "src/link.cs", "b.cs");
        Directory.CreateSymbolicLink(root / "src/folder.cs", "a");

        var files = root.Glob("**/*.cs", "!**/obj/**").Select(path => path.RelativeTo(root));
        var folders = root.GlobFolders("src/*", "!**/obj").Select(path => path.RelativeTo(root));

        Assert.Equal(["src/a.cs", "src/a/z.cs", "src/b.cs", "src/link.cs"], files);
        Assert.Equal(["src/a"], folders);
        Assert.Empty((root / "missing").Glob("**"));
    }

    [Fact]
    public void What_cannot_hold_a_match_is_not_entered()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs mode bits");
        var root = AbsolutePath.Parse(_project.Folder);
        _project.Write("src/a.cs", "");
        var entered = new List<string>();

        Slipway.Files.FileWalk.Read((root / "x").CreateDirectory().Parent!, new GlobSet("src/*.cs", "!src/obj"), folder => entered.Add(folder.Prefix), TestContext.Current.CancellationToken);
        (root / "src/obj").CreateDirectory();
        (root / "src/deep").CreateDirectory();
        Slipway.Files.FileWalk.Read(root, new GlobSet("src/*.cs", "!src/obj"), folder => entered.Add(folder.Prefix), TestContext.Current.CancellationToken);

        Assert.Equal(["", "src/", "", "src/"], entered);
    }
}
