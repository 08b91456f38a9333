using System.Text.Json;
using Slipway.Files;

namespace Slipway.Tests.Files;

public sealed class WritingPaths
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/home/me/", "/home/me")]
    [InlineData("//home/./me//x/../y", "/home/me/y")]
    [InlineData("/../../etc", "/etc")]
    [InlineData(@"/a\b", @"/a\b")]
    public void On_posix_a_path_has_one_form(string text, string expected) =>
        Assert.Equal(expected, AbsolutePath.Read(text, PathStyle.Posix)?.ToString());

    [Theory]
    [InlineData(@"c:\Users\me\", @"C:\Users\me")]
    [InlineData("C:/Users/./me/../you", @"C:\Users\you")]
    [InlineData(@"D:\", @"D:\")]
    [InlineData(@"D:\..\..\x", @"D:\x")]
    [InlineData(@"\\server\share", @"\\server\share\")]
    [InlineData("//server/share/a/../../b", @"\\server\share\b")]
    [InlineData(@"\\?\C:\deep\path", @"C:\deep\path")]
    [InlineData(@"\\?\UNC\server\share\x", @"\\server\share\x")]
    public void On_windows_a_path_has_one_form(string text, string expected) =>
        Assert.Equal(expected, AbsolutePath.Read(text, PathStyle.Windows)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("home/me")]
    [InlineData("./x")]
    [InlineData(@"C:\x")]
    [InlineData("/a\0b")]
    public void On_posix_these_are_no_absolute_paths(string text) => Assert.Null(AbsolutePath.Read(text, PathStyle.Posix));

    [Theory]
    [InlineData("")]
    [InlineData(@"\Users")]
    [InlineData("/Users")]
    [InlineData("C:x")]
    [InlineData(@"\\server")]
    [InlineData(@"\\.\pipe\docker_engine")]
    [InlineData(@"C:\what?")]
    [InlineData(@"C:\stream:x")]
    public void On_windows_these_are_no_absolute_paths(string text) => Assert.Null(AbsolutePath.Read(text, PathStyle.Windows));

    [Theory]
    [InlineData("/a/b.tar.gz", "b.tar.gz", ".gz", "b.tar", "/a")]
    [InlineData("/a/.gitignore", ".gitignore", "", ".gitignore", "/a")]
    [InlineData("/a/dot.", "dot.", "", "dot.", "/a")]
    [InlineData("/a", "a", "", "a", "/")]
    [InlineData("/", "", "", "", null)]
    public void A_path_has_parts(string text, string name, string extension, string bare, string? parent)
    {
        var path = AbsolutePath.Read(text, PathStyle.Posix)!;

        Assert.Equal((name, extension, bare, parent), (path.Name, path.Extension, path.NameWithoutExtension, path.Parent?.ToString()));
    }

    [Theory]
    [InlineData(@"C:\a\b.txt", "b.txt", @"C:\a")]
    [InlineData(@"C:\a", "a", @"C:\")]
    [InlineData(@"C:\", "", null)]
    [InlineData(@"\\server\share\x", "x", @"\\server\share\")]
    [InlineData(@"\\server\share", "", null)]
    public void On_windows_a_path_has_parts(string text, string name, string? parent)
    {
        var path = AbsolutePath.Read(text, PathStyle.Windows)!;

        Assert.Equal((name, parent), (path.Name, path.Parent?.ToString()));
    }

    [Theory]
    [InlineData("/shop/src", "app.py", "/shop/src/app.py")]
    [InlineData("/shop/src", "../docs/./x", "/shop/docs/x")]
    [InlineData("/shop/src", "", "/shop/src")]
    [InlineData("/shop", "../../../x", "/x")]
    [InlineData("/", "x", "/x")]
    public void What_is_below_is_written_with_a_slash(string folder, string path, string expected) =>
        Assert.Equal(expected, (AbsolutePath.Read(folder, PathStyle.Posix)! / path).ToString());

    [Theory]
    [InlineData(@"C:\shop", "src/app.py", @"C:\shop\src\app.py")]
    [InlineData(@"\\server\share", @"..\x", @"\\server\share\x")]
    public void On_windows_what_is_below_gets_its_separators(string folder, string path, string expected) =>
        Assert.Equal(expected, (AbsolutePath.Read(folder, PathStyle.Windows)! / path).ToString());

    [Theory]
    [InlineData("/", "/etc")]
    [InlineData("C", "/etc")]
    [InlineData("C", "D:x")]
    [InlineData("C", "a*")]
    public void A_path_that_is_not_relative_cannot_be_put_below_a_folder(string system, string path)
    {
        var folder = system == "/" ? AbsolutePath.Read("/shop", PathStyle.Posix)! : AbsolutePath.Read(@"C:\shop", PathStyle.Windows)!;

        var error = Assert.Throws<ProblemException>(() => folder / path);

        Assert.Equal(
            $"error SW0161: '{path}' cannot lie below '{folder}': it is no relative path\n  try: leave out what it begins with, or use AbsolutePath.Parse",
            error.Message);
    }

    [Fact]
    public void A_text_that_is_no_absolute_path_is_refused()
    {
        var error = Assert.Throws<ProblemException>(() => AbsolutePath.Parse("src/app.py"));

        Assert.StartsWith("error SW0160: 'src/app.py' is no absolute path\n  try: write it from ", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.BuildIsWrong, error.ExitCode);
    }

    [Fact]
    public void Names_and_extensions_can_be_changed()
    {
        var path = AbsolutePath.Read("/a/b.tar.gz", PathStyle.Posix)!;

        Assert.Equal("/a/c", path.WithName("c").ToString());
        Assert.Equal("/a/b.tar.xz", path.WithExtension("xz").ToString());
        Assert.Equal("/a/b.tar.xz", path.WithExtension(".xz").ToString());
        Assert.Equal("/a/b.tar", path.WithExtension("").ToString());
        Assert.StartsWith("error SW0162: 'c/d' cannot be the name of '/a/b.tar.gz'\n", Assert.Throws<ProblemException>(() => path.WithName("c/d")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_counts_where_the_system_says_so()
    {
        Assert.NotEqual(AbsolutePath.Read("/A", PathStyle.Posix), AbsolutePath.Read("/a", PathStyle.Posix));
        Assert.Equal(AbsolutePath.Read("/A", PathStyle.Mac), AbsolutePath.Read("/a", PathStyle.Mac));
        Assert.Equal(AbsolutePath.Read(@"c:\A", PathStyle.Windows)!.GetHashCode(), AbsolutePath.Read(@"C:\a", PathStyle.Windows)!.GetHashCode());
        Assert.True(AbsolutePath.Read("/a/", PathStyle.Posix) == AbsolutePath.Read("/a", PathStyle.Posix));
    }

    [Theory]
    [InlineData("/a", "/a/b", true)]
    [InlineData("/a", "/a", false)]
    [InlineData("/a", "/ab", false)]
    [InlineData("/", "/a", true)]
    [InlineData("/a/b", "/a", false)]
    public void A_folder_contains_what_is_below_it(string folder, string path, bool expected) =>
        Assert.Equal(expected, AbsolutePath.Read(folder, PathStyle.Posix)!.Contains(AbsolutePath.Read(path, PathStyle.Posix)!));

    [Theory]
    [InlineData("/a/b/c", "/a", "b/c")]
    [InlineData("/a/b", "/a/c/d", "../../b")]
    [InlineData("/a", "/a", ".")]
    [InlineData("/a", "/", "a")]
    public void There_is_a_way_from_a_folder(string path, string folder, string expected) =>
        Assert.Equal(expected, AbsolutePath.Read(path, PathStyle.Posix)!.RelativeTo(AbsolutePath.Read(folder, PathStyle.Posix)!));

    [Theory]
    [InlineData(@"C:\a\b", @"c:\A", "b")]
    [InlineData(@"D:\a\b", @"C:\a", "D:/a/b")]
    public void On_windows_there_is_a_way_on_the_same_drive(string path, string folder, string expected) =>
        Assert.Equal(expected, AbsolutePath.Read(path, PathStyle.Windows)!.RelativeTo(AbsolutePath.Read(folder, PathStyle.Windows)!));

    [Fact]
    public void A_path_is_a_text_wherever_one_is_asked_for()
    {
        var folder = AbsolutePath.Parse(Path.GetTempPath());

        string text = folder / "x";
        string? none = (AbsolutePath?)null;

        Assert.Equal(Path.Combine(folder, "x"), text);
        Assert.Null(none);
        Assert.Equal(text, $"{folder / "x"}");
    }

    [Fact]
    public void A_path_is_a_text_in_json_and_comes_back()
    {
        var paths = new Dictionary<AbsolutePath, AbsolutePath?> { [AbsolutePath.Parse(Path.GetTempPath()) / "a"] = AbsolutePath.Parse(Path.GetTempPath()) / "b" };

        var json = JsonSerializer.Serialize(paths);
        var read = JsonSerializer.Deserialize<Dictionary<AbsolutePath, AbsolutePath?>>(json);

        Assert.Equal(paths, read);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AbsolutePath>("\"relative\""));
    }

    [Fact]
    public void A_relative_path_can_be_read_from_where_it_was_written()
    {
        var folder = AbsolutePath.Parse(Path.GetTempPath());

        Assert.Equal(folder / "x", AbsolutePath.Parse("./x", folder));
        Assert.Equal(folder / "y", AbsolutePath.Parse(folder / "y", folder / "z"));
    }
}
