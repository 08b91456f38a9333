using Slipway.Containers.Contexts;

namespace Slipway.Containers.Tests.Contexts;

public sealed class LeavingFilesOut
{
    [Theory]
    [InlineData("foo", "foo", true)]
    [InlineData("foo", "foo/bar/x", true)]
    [InlineData("foo", "a/foo", false)]
    [InlineData("foo", "foobar", false)]
    [InlineData("/foo", "foo", true)]
    [InlineData("foo/", "foo/x", true)]
    [InlineData("./foo/../bar", "bar", true)]
    [InlineData("  foo  ", "foo", true)]
    [InlineData("#foo", "#foo", false)]
    [InlineData(" #foo", "#foo", true)]
    [InlineData("*.txt", "a.txt", true)]
    [InlineData("*.txt", "d/a.txt", false)]
    [InlineData("*/*.txt", "d/a.txt", true)]
    [InlineData("*", "d/a.txt", true)]
    [InlineData("?.txt", "a.txt", true)]
    [InlineData("?.txt", "ab.txt", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("a\\*b", "a*b", true)]
    [InlineData("a\\*b", "axb", false)]
    [InlineData("a.b", "axb", false)]
    [InlineData("a+(b)", "a+(b)", true)]
    [InlineData("**/x", "x", true)]
    [InlineData("**/x", "a/b/x", true)]
    [InlineData("**/x", "a/bx", false)]
    [InlineData("**x", "a/bx", true)]
    [InlineData("**/*.go", "main.go", true)]
    [InlineData("**/*.go", "a/b/main.go", true)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("a/**", "a", false)]
    [InlineData("a/**/z", "a/z", true)]
    [InlineData("a/**/z", "a/b/c/z", true)]
    [InlineData("a/**/z", "a/bz", false)]
    [InlineData("**", "a", true)]
    [InlineData("*\n!keep", "keep", false)]
    [InlineData("*\n!keep", "keep/inside", false)]
    [InlineData("!keep\n*", "keep", true)]
    [InlineData("*\n!a\na/b", "a/b", true)]
    [InlineData("*\n!a\na/b\n!a/b/c", "a/b/c", false)]
    [InlineData("docs\n!docs/*.md\ndocs/x.md", "docs/y.md", false)]
    [InlineData("docs\n!docs/*.md\ndocs/x.md", "docs/x.md", true)]
    [InlineData("! keep\n*\n! keep", "keep", false)]
    [InlineData("a\r\nb\r\n", "b", true)]
    [InlineData("\uFEFFa", "a", true)]
    [InlineData("..", "a", false)]
    [InlineData("a/b\n!a", "a/b", true)]
    [InlineData("a\n!a/x\na*", "a/x", false)]
    [InlineData("!../../a", "a", true)]
    [InlineData("\\d", "7", true)]
    [InlineData("[a*]", "aa]", true)]
    [InlineData("[?]", "/]", true)]
    [InlineData("[[:digit:]]x", "7x", true)]
    [InlineData("a^b", "a^b", true)]
    [InlineData("a^*", "a^b", false)]
    [InlineData("**/*.md", "a/b.c/d.md", true)]
    [InlineData("**/*.md", "a\nb/d.md", false)]
    [InlineData("**/a*z", "b/az", true)]
    [InlineData("**/a*z", "b/a/z", false)]
    [InlineData("a**b", "ax/b", true)]
    [InlineData("a**b", "axb", false)]
    [InlineData("?", "\U0001F600", true)]
    public void The_last_line_that_matches_decides(string ignore, string path, bool expected) =>
        Assert.Equal(expected, DockerIgnore.Parse(ignore).Matches(path));

    [Fact]
    public void The_order_in_which_paths_are_asked_for_says_nothing()
    {
        const string text = "a\n!a/b\na/b/c\n**/x\n!**/keep/x\n";
        string[] paths = ["a/b/c/x", "z/x", "a/b/d", "a/b/c/keep/x", "a", "a/b", "a/bc/x", "q/keep/x", "a/b/c"];
        var ignore = DockerIgnore.Parse(text);

        var asked = paths.Concat(paths.Reverse()).Select(path => $"{path} {ignore.Matches(path)}").ToList();

        Assert.Equal(paths.Concat(paths.Reverse()).Select(path => $"{path} {DockerIgnore.Parse(text).Matches(path)}").ToList(), asked);
    }

    [Fact]
    public void Patterns_that_cannot_be_read_are_all_told()
    {
        var problems = Assert.Throws<ProblemException>(() => DockerIgnore.Parse("ok\n[a\n!\nb\\\n[]x\n", "api/.dockerignore")).Message;

        Assert.Equal(
            """
            error SW0332: the pattern '[a' cannot be read
              api/.dockerignore:2:1
              try: close the '[', or write '\[' for the character itself
            error SW0332: the pattern '!' cannot be read
              api/.dockerignore:3:1
              try: write a path, with '!' before it for an exception
            error SW0332: the pattern 'b\' cannot be read
              api/.dockerignore:4:1
              try: write a path, with '!' before it for an exception
            error SW0332: the pattern '[]x' cannot be read
              api/.dockerignore:5:1
              try: close the '[', or write '\[' for the character itself
            """,
            problems);
    }

    [Fact]
    public void The_file_named_after_the_Dockerfile_comes_first()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".dockerignore", "a");
        var special = folder.Write("build/Special", "FROM x");
        folder.Write("build/Special.dockerignore", "b");

        Assert.True(DockerIgnore.Load(folder.Path, special).Matches("b"));
        Assert.True(DockerIgnore.Load(folder.Path, Path.Combine(folder.Path, "Dockerfile")).Matches("a"));
    }
}
