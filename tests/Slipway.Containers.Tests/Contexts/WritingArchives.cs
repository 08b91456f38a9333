using System.Formats.Tar;
using Slipway.Containers.Contexts;

namespace Slipway.Containers.Tests.Contexts;

public sealed class WritingArchives
{
    [Fact]
    public async Task What_git_knows_of_modes_and_links_stay_and_owners_and_times_do_not()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("bin/run.sh", "#!/bin/sh\n");
        folder.Write("Dockerfile", "FROM x");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link"), "bin/run.sh");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, (UnixFileMode)0x1E8);

        var (name, entries) = await WriteAsync(new() { Folder = folder.Path });

        Assert.Equal("Dockerfile", name);
        Assert.Equal(
            ["RegularFile Dockerfile", "Directory bin/", "RegularFile bin/run.sh", "SymbolicLink link bin/run.sh"],
            entries.Select(entry => $"{entry.EntryType} {entry.Name} {entry.LinkName}".TrimEnd()).ToList());
        Assert.All(entries, entry => Assert.Equal((0, 0, 2000), (entry.Uid, entry.Gid, entry.ModificationTime.Year)));
        Assert.True(OperatingSystem.IsWindows() || entries[2].Mode == (UnixFileMode)0x1ED);
    }

    [Fact]
    public async Task The_same_files_make_the_same_archive()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a", "1");
        folder.Write("Dockerfile", "FROM x");

        var first = await BytesAsync(folder.Path);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);

        Assert.Equal(first, await BytesAsync(folder.Path));
    }

    [Fact]
    public async Task The_Dockerfile_and_the_ignore_file_are_sent_even_when_left_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("app.py", "");
        folder.Write("docker/Dockerfile", "FROM x");
        folder.Write(".dockerignore", "*\n!app.py");

        var (name, entries) = await WriteAsync(new()
        {
            Folder = folder.Path,
            Ignore = DockerIgnore.Load(folder.Path),
            DockerfilePath = Path.Combine(folder.Path, "docker", "Dockerfile"),
        });

        Assert.Equal("docker/Dockerfile", name);
        Assert.Equal(["app.py", "docker/Dockerfile", ".dockerignore"], entries.Select(entry => entry.Name).ToList());
    }

    [Fact]
    public async Task A_Dockerfile_from_elsewhere_gets_a_name_that_COPY_does_not_see()
    {
        using var folder = new TemporaryFolder();
        folder.Write("context/app.py", "");
        folder.Write("context/.dockerignore", "secret");
        var dockerfile = folder.Write("Dockerfile", "FROM x");

        var (name, entries) = await WriteAsync(new() { Folder = Path.Combine(folder.Path, "context"), DockerfilePath = dockerfile });

        Assert.Equal(".dockerfile.18c3b6c9a1c270072d8c", name);
        Assert.Equal(["app.py", name, ".dockerignore"], entries.Select(entry => entry.Name).ToList());
        Assert.Equal(("FROM x", $"secret\n{name}\n"), (Content(entries[1]), Content(entries[2])));
    }

    [Fact]
    public async Task A_Dockerfile_given_as_text_wins_over_the_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Dockerfile", "FROM x");

        var (name, entries) = await WriteAsync(new() { Folder = folder.Path, DockerfileText = "FROM y" });

        Assert.StartsWith(".dockerfile.", name, StringComparison.Ordinal);
        Assert.Equal("FROM y", Content(entries.Single(entry => entry.Name == name)));
    }

    [Fact]
    public async Task A_Dockerfile_that_is_missing_is_told()
    {
        using var folder = new TemporaryFolder();
        var missing = Path.Combine(folder.Path, "..", "No.Dockerfile");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => WriteAsync(new() { Folder = folder.Path, DockerfilePath = missing }));

        Assert.Equal("SW0334", Assert.Single(problem.Problems).Code);
    }

    private static string Content(TarEntry entry)
    {
        using var reader = new StreamReader(entry.DataStream!);
        return reader.ReadToEnd();
    }

    private static async Task<byte[]> BytesAsync(string folder)
    {
        using var stream = new MemoryStream();
        await ContextTar.WriteAsync(stream, new() { Folder = folder }, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static async Task<(string Name, IReadOnlyList<TarEntry> Entries)> WriteAsync(ContextTarOptions options)
    {
        var stream = new MemoryStream();
        await using (stream)
        {
            var name = await ContextTar.WriteAsync(stream, options, TestContext.Current.CancellationToken);
            stream.Position = 0;
            var entries = new List<TarEntry>();
            var reader = new TarReader(stream);
            await using (reader)
            {
                while (await reader.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
                    entries.Add(entry);
            }

            return (name, entries);
        }
    }
}
