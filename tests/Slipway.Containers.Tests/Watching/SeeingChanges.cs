using Slipway.Containers.Contexts;
using Slipway.Containers.Watching;

namespace Slipway.Containers.Tests.Watching;

public sealed class SeeingChanges : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-watch-").FullName;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_that_are_new_changed_renamed_or_gone_come_in_one_batch()
    {
        Write("kept", "1");
        Write("old", "1");
        Write("gone", "1");
        using var watch = new FolderWatch([_folder], TimeProvider.System);

        Write("kept", "2");
        Write("new/deep/file", "1");
        File.Move(In("old"), In("renamed"));
        File.Delete(In("gone"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!seen.IsSupersetOf([In("kept"), In("new/deep/file"), In("old"), In("renamed"), In("gone")]))
            seen.UnionWith(await watch.NextAsync(Test).WaitAsync(TimeSpan.FromSeconds(10), Test));

        Assert.DoesNotContain(In("other"), seen);
    }

    [Fact]
    public void Ignored_mounted_and_foreign_files_and_what_editors_leave_are_no_concern()
    {
        var rule = new WatchRule("web", In("src"), WatchAction.Sync)
        {
            Target = "/app",
            Ignore = DockerIgnore.Parse("*.log\nnode_modules/\n"),
            Context = (_folder, DockerIgnore.Parse("**/secret\n")),
            Mounted = [In("src/mounted")],
        };

        Assert.True(rule.Concerns(In("src/main.py")));
        Assert.All(
            (string[])["other/main.py", "src/a.log", "src/node_modules/x/index.js", "src/deep/secret", "src/mounted/x", "src/main.py~", "src/.main.py.swp", "src/4913"],
            path => Assert.False(rule.Concerns(In(path)), path));
        Assert.Equal("/app/deep/main.py", rule.InContainer(In("src/deep/main.py")));
    }

    private string In(string path) => Path.Combine(_folder, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
    }
}
