using Slipway.Testing;

namespace Slipway.Tests.Files;

public sealed class ChangingFiles : IDisposable
{
    private readonly TestProject _project = new();
    private readonly AbsolutePath _root;

    public ChangingFiles()
    {
        _root = AbsolutePath.Parse(_project.Folder).WithRealParent();
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_file_is_written_whole_with_the_folders_on_its_way_and_keeps_its_mode()
    {
        var file = (_root / "a/b/c.txt").WriteAllText("one");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        file.WriteAllText("two");

        Assert.Equal("two", file.ReadAllText());
        Assert.Equal("two"u8.ToArray(), file.ReadAllBytes());
        Assert.Equal(["a/b/c.txt"], _project.Files());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Writing_through_a_link_leaves_the_link()
    {
        var file = (_root / "real.txt").WriteAllText("one");
        File.CreateSymbolicLink(_root / "link.txt", "real.txt");

        (_root / "link.txt").WriteAllText("two");

        Assert.Equal("two", file.ReadAllText());
        Assert.Equal("real.txt", new FileInfo(_root / "link.txt").LinkTarget);
    }

    [Fact]
    public void A_folder_is_deleted_with_its_links_and_not_with_what_they_lead_to()
    {
        (_root / "kept/file").WriteAllText("x");
        (_root / "gone/inner/file").WriteAllText("x");
        Directory.CreateSymbolicLink(_root / "gone/folder-link", _root / "kept");
        File.CreateSymbolicLink(_root / "gone/file-link", _root / "kept/file");
        File.CreateSymbolicLink(_root / "gone/broken", "nowhere");
        File.SetAttributes(_root / "gone/inner/file", FileAttributes.ReadOnly);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_root / "gone/inner", UnixFileMode.UserRead | UnixFileMode.UserExecute);

        (_root / "gone").Delete();

        Assert.Equal(["kept/file"], _project.Files());
        Assert.False((_root / "gone").IsFolder);
    }

    [Fact]
    public void Nothing_is_deleted_where_nothing_is()
    {
        (_root / "missing/file").Delete();

        Assert.Empty(_project.Files());
    }

    [Fact]
    public void A_root_is_never_deleted()
    {
        var root = AbsolutePath.Parse(Path.GetPathRoot(_project.Folder)!);

        var error = Assert.Throws<ProblemException>(() => root.Delete());

        Assert.Equal($"error SW0163: '{root}' is not deleted: it is a root\n  try: name a folder below it", error.Message);
    }

    [Fact]
    public void The_home_folder_and_what_holds_it_are_never_deleted()
    {
        var home = AbsolutePath.Parse(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        Assert.SkipWhen(home.Parent is null || (home / ".nuke").IsFolder, "this home is a root or a project");

        var error = Assert.Throws<ProblemException>(() => home.Delete());

        Assert.Equal($"error SW0163: '{home}' is not deleted: the home folder lies in it\n  try: name a folder below it", error.Message);
    }

    [Fact]
    public void The_folder_of_a_project_is_never_deleted()
    {
        var error = Assert.Throws<ProblemException>(() => _root.Delete());

        Assert.Equal($"error SW0163: '{_root}' is not deleted: it holds '.nuke', so it is the folder of a project\n  try: name the folders in it that are to go", error.Message);
        Assert.True(_root.IsFolder);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../neighbour")]
    public void What_is_made_from_a_project_is_deleted_inside_of_it_only(string path)
    {
        var project = AbsolutePath.OfProject(_root.CreateDirectory());

        var error = Assert.Throws<ProblemException>(() => (project / path).Delete());

        Assert.Equal($"error SW0163: '{project / path}' is not deleted: it does not lie below '{project}'\n  try: give Delete the folder that it may delete in", error.Message);
    }

    [Fact]
    public void A_link_on_the_way_does_not_lead_out_of_the_project()
    {
        (_root / "outside/file").WriteAllText("x");
        var project = AbsolutePath.OfProject((_root / "project").CreateDirectory());
        Directory.CreateSymbolicLink(project / "way", _root / "outside");

        var error = Assert.Throws<ProblemException>(() => (project / "way/file").Delete());
        (project / "way").Delete();

        Assert.StartsWith($"error SW0163: '{project / "way/file"}' is not deleted: it does not lie below", error.Message, StringComparison.Ordinal);
        Assert.Equal(["outside/file"], _project.Files());
    }

    [Fact]
    public void A_project_behind_a_link_can_delete_what_is_its_own()
    {
        (_root / "real/bin/file").WriteAllText("x");
        Directory.CreateSymbolicLink(_root / "link", _root / "real");

        (AbsolutePath.OfProject(_root / "link") / "bin").Delete();

        Assert.Empty(_project.Files());
    }

    [Fact]
    public void A_folder_can_be_emptied()
    {
        (_root / "out/old").WriteAllText("x");

        (_root / "out").CreateOrCleanDirectory();

        Assert.True((_root / "out").IsFolder);
        Assert.Empty(_project.Files());
    }

    [Fact]
    public void A_copy_keeps_links_modes_and_content()
    {
        (_root / "from/run.sh").WriteAllText("x");
        (_root / "from/empty").CreateDirectory();
        File.CreateSymbolicLink(_root / "from/link", "run.sh");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_root / "from/run.sh", UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var target = (_root / "from").CopyTo(_root / "deep/to");

        Assert.Equal(["deep/to/link", "deep/to/run.sh", "from/link", "from/run.sh"], _project.Files());
        Assert.Equal("run.sh", new FileInfo(target / "link").LinkTarget);
        Assert.True((target / "empty").IsFolder);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, File.GetUnixFileMode(target / "run.sh"));
    }

    [Fact]
    public void What_is_in_the_way_is_told_at_once_and_nothing_is_changed()
    {
        (_root / "from/a").WriteAllText("new");
        (_root / "from/b").WriteAllText("new");
        (_root / "from/c").WriteAllText("new");
        (_root / "to/a").WriteAllText("old");
        (_root / "to/b/x").WriteAllText("old");

        var error = Assert.Throws<ProblemException>(() => (_root / "from").CopyTo(_root / "to", new() { MergesFolders = true }));
        var whole = Assert.Throws<ProblemException>(() => (_root / "from").MoveTo(_root / "to"));

        Assert.Equal(
            $"""
            error SW0164: '{_root / "to/a"}' is there already
              try: say in TransferOptions what becomes of it, or delete it first
            error SW0164: '{_root / "to/b"}' is there already
              try: say in TransferOptions what becomes of it, or delete it first
            """,
            error.Message);
        Assert.StartsWith($"error SW0164: '{_root / "to"}' is there already\n", whole.Message, StringComparison.Ordinal);
        Assert.Equal(["from/a", "from/b", "from/c", "to/a", "to/b/x"], _project.Files());
    }

    [Theory]
    [InlineData(ExistingFile.Replace, "new", "new")]
    [InlineData(ExistingFile.ReplaceOlder, "old", "new")]
    [InlineData(ExistingFile.Keep, "old", "old")]
    public void What_is_there_becomes_what_the_options_say(ExistingFile existing, string later, string earlier)
    {
        (_root / "from/later").WriteAllText("new");
        (_root / "from/earlier").WriteAllText("new");
        (_root / "to/later").WriteAllText("old");
        (_root / "to/earlier").WriteAllText("old");
        (_root / "to/own").WriteAllText("old");
        File.SetLastWriteTimeUtc(_root / "to/earlier", DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(_root / "from/later", DateTime.UnixEpoch);

        (_root / "from").CopyTo(_root / "to", new() { ExistingFiles = existing, MergesFolders = true });

        Assert.Equal((later, earlier, "old"), ((_root / "to/later").ReadAllText(), (_root / "to/earlier").ReadAllText(), (_root / "to/own").ReadAllText()));
    }

    [Fact]
    public void A_folder_moves_and_merges()
    {
        (_root / "from/new").WriteAllText("new");
        (_root / "from/both").WriteAllText("new");
        (_root / "to/both").WriteAllText("old");

        (_root / "from").MoveTo(_root / "to", new() { ExistingFiles = ExistingFile.Replace, MergesFolders = true });
        (_root / "to").MoveTo(_root / "deep/there");

        Assert.Equal(["deep/there/both", "deep/there/new"], _project.Files());
        Assert.Equal("new", (_root / "deep/there/both").ReadAllText());
    }

    [Fact]
    public void A_broken_link_moves_as_it_is()
    {
        File.CreateSymbolicLink(_root / "link", "nowhere");

        (_root / "link").MoveTo(_root / "moved");

        Assert.Equal("nowhere", new FileInfo(_root / "moved").LinkTarget);
    }

    [Theory]
    [InlineData("missing", "to", "SW0165: '{0}' is not there")]
    [InlineData("folder", "folder/inner", "SW0166: '{0}' cannot be put into itself, at '{1}'")]
    [InlineData("folder", "folder", "SW0166: '{0}' cannot be put into itself, at '{1}'")]
    public void What_cannot_be_moved_is_refused(string source, string target, string expected)
    {
        (_root / "folder").CreateDirectory();

        var error = Assert.Throws<ProblemException>(() => (_root / source).MoveTo(_root / target));

        Assert.StartsWith("error " + string.Format(null, expected, _root / source, _root / target) + "\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folders_of_a_build_are_paths()
    {
        var build = new Folders();

        var run = await _project.RunAsync(build, "Show");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal((_project.Folder, _project.PathOf(".nuke/temp/logs")), build.Seen);
    }

    private sealed class Folders : SlipwayBuild
    {
        public (string Root, string Logs) Seen { get; private set; }

        Target Show => _ => _.Executes(() => Seen = (RootFolder, Path.Combine(TempFolder, "logs")));
    }
}
