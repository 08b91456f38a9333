using Slipway.Containers.Contexts;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Tests.Contexts;

public sealed class TakingFingerprints : IDisposable
{
    private const string Dockerfile = "FROM python:3.11-slim AS app\nARG MODE=a\nCOPY src/*.py package*.json /app/\nCOPY lib /lib\n";

    private readonly TemporaryFolder _folder = new();

    public TakingFingerprints()
    {
        _folder.Write("src/app.py", "1");
        _folder.Write("src/notes.txt", "1");
        _folder.Write("package.json", "{}");
        _folder.Write("lib/deep/x", "1");
        _folder.Write("README.md", "1");
    }

    [Fact]
    public async Task Only_what_the_stages_reach_counts()
    {
        var before = await TakeAsync();

        _folder.Write("README.md", "2");
        _folder.Write("src/notes.txt", "2");
        var after = await TakeAsync();

        Assert.Equal(["lib", "lib/deep", "lib/deep/x", "package.json", "src/app.py"], before.Files.Keys.Order(StringComparer.Ordinal).ToList());
        Assert.Equal(before.Digest, after.Digest);
        Assert.Equal("nothing changed", after.Explain(before));
    }

    [Fact]
    public async Task Times_do_not_count()
    {
        var before = await TakeAsync();

        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, "src", "app.py"), DateTime.UnixEpoch);

        Assert.Equal(before.Digest, (await TakeAsync()).Digest);
    }

    [Fact]
    public async Task The_same_files_elsewhere_have_the_same_fingerprint()
    {
        using var other = new TakingFingerprints();

        Assert.Equal((await TakeAsync()).Digest, (await other.TakeAsync()).Digest);
    }

    [Theory]
    [InlineData("content", "inputs changed: src/app.py")]
    [InlineData("mode", "inputs changed: src/app.py")]
    [InlineData("new", "inputs changed: src/new.py")]
    [InlineData("gone", "inputs changed: package.json")]
    [InlineData("many", "inputs changed: lib/0, lib/1 and 3 more")]
    [InlineData("dockerfile", "Dockerfile changed")]
    [InlineData("argument", "build argument MODE changed")]
    [InlineData("undeclared", "nothing changed")]
    [InlineData("base", "base python:3.11-slim moved")]
    [InlineData("target", "target changed")]
    [InlineData("platform", "platform changed")]
    [InlineData("label", "label team changed")]
    [InlineData("network", "network changed")]
    [InlineData("both", "inputs changed: src/app.py; build argument MODE changed")]
    public async Task What_changed_is_said(string change, string expected)
    {
        Assert.SkipWhen(change == "mode" && OperatingSystem.IsWindows(), "Windows has no mode bits");
        var before = await TakeAsync();
        if (change is "content" or "both")
            _folder.Write("src/app.py", "2");
        else if (change == "mode" && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder.Path, "src", "app.py"), (UnixFileMode)0x1ED);
        else if (change == "new")
            _folder.Write("src/new.py", "");
        else if (change == "gone")
            File.Delete(Path.Combine(_folder.Path, "package.json"));
        for (var i = 0; change == "many" && i < 5; i++)
            _folder.Write($"lib/{i}", "");
        var options = new DockerfileOptions { Target = change == "target" ? "app" : null, Platform = change == "platform" ? "linux/arm64" : null };
        options = change switch
        {
            "argument" or "both" => options with { Args = new Dictionary<string, string>(StringComparer.Ordinal) { ["MODE"] = "b" } },
            "undeclared" => options with { Args = new Dictionary<string, string>(StringComparer.Ordinal) { ["OTHER"] = "b" } },
            _ => options,
        };

        var after = await TakeAsync(
            options,
            change == "dockerfile" ? Dockerfile + "# more\n" : Dockerfile,
            change == "base" ? "sha256:2" : "sha256:1",
            change == "label" ? "b" : "a",
            change == "network" ? "none" : null);

        Assert.Equal(expected, after.Explain(before));
        Assert.Equal(expected == "nothing changed", after.Digest == before.Digest);
    }

    [Fact]
    public async Task A_link_brings_what_it_points_to()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "lib", "more"), "../extra");
        var before = await TakeAsync();

        _folder.Write("extra/y", "1");
        var after = await TakeAsync();

        Assert.Equal("inputs changed: extra, extra/y", after.Explain(before));
    }

    [Fact]
    public async Task Manifests_survive_being_written_down()
    {
        var manifest = await TakeAsync();

        var copy = FingerprintManifest.FromJson(manifest.ToJson());

        Assert.Equal("nothing changed", manifest.Explain(copy!));
        Assert.Equal(manifest.ToJson(), copy!.ToJson());
        Assert.Matches("^[0-9a-f]{64}$", copy.Digest);
        Assert.Null(FingerprintManifest.FromJson("{\"digest\":"));
        Assert.Null(FingerprintManifest.FromJson("{}"));
    }

    [Fact]
    public async Task What_is_known_of_files_is_asked_for_and_gives_the_same_fingerprint()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "lib", "link"), "deep/x");
        for (var i = 0; i < 200; i++)
            _folder.Write($"lib/many/{i}", $"{i}");
        var known = new KnownFiles();

        var fingerprint = await TakeAsync(files: known);

        Assert.Equal((await TakeAsync()).Digest, fingerprint.Digest);
        Assert.Equal(203, known.Asked.Count);
        Assert.Equal(["lib/deep/x", "package.json", "src/app.py"], known.Asked.Where(path => !path.Contains("many", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(_folder.Path, path)).Order(StringComparer.Ordinal));
        Assert.NotEqual(fingerprint.Digest, (await TakeAsync(files: new KnownFiles { Says = ContentHash.Of("another") })).Digest);
    }

    [Fact]
    public async Task A_file_that_goes_while_the_context_is_read_is_named()
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => TakeAsync(files: new KnownFiles { Gone = "app.py" }));

        Assert.Contains("src/app.py", problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<FingerprintManifest> TakeAsync(DockerfileOptions? options = null, string text = Dockerfile, string baseId = "sha256:1", string team = "a", string? network = null, IFileState? files = null) =>
        ContextFingerprint.TakeAsync(
            new FingerprintInputs
            {
                Folder = _folder.Path,
                Dockerfile = Slipway.Containers.Dockerfiles.Dockerfile.Parse(text, "Dockerfile"),
                Options = options ?? new(),
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = team },
                Network = network,
                Files = files,
                BaseImages = new Dictionary<string, string>(StringComparer.Ordinal) { ["python:3.11-slim"] = baseId },
            },
            TestContext.Current.CancellationToken);
}
