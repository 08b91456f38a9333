using Slipway.Containers.Contexts;

namespace EndToEnd;

public sealed class ReachingFilesLikeBuildKit(Machine machine) : IDisposable
{
    private const int Seed = 20263;
    private const int Cases = 40;

    private static readonly string[] Sources =
        ["a", "b/", "./ab", "/src", "*", "*.md", "a*", "?", "docs/../a", "../b", "src/*", "*/a", "**/b", "a.txt b.txt", "[ab]*", "src/docs", "*/*/*", "$A", "${B:-docs}/"];

    // Something that each source finds.
    private static readonly string[] Always = ["a", "b/x", "ab", "src/a", "src/docs/y", "docs/b", "docs/x.md", "x.md", "a.txt", "b.txt"];

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-reach-").FullName;

    [Fact]
    public async Task A_file_that_is_not_reached_may_change_and_the_image_stays()
    {
        var buildx = Buildx.Get(machine);
        var random = new Random(Seed);
        var context = new RandomContext(random);
        var (compared, changed) = (0, 0);
        for (var i = 0; i < Cases; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{i}")).FullName;
            foreach (var name in Always)
            {
                Directory.CreateDirectory(Path.Combine(folder, Path.GetDirectoryName(name)!));
                await File.WriteAllTextAsync(Path.Combine(folder, name), name, TestContext.Current.CancellationToken);
            }

            context.Fill(folder);
            var text = Dockerfile(random);
            await File.WriteAllTextAsync(Path.Combine(_folder, "Dockerfile"), text, TestContext.Current.CancellationToken);
            if (await BuildAsync(buildx, folder) is not { } before)
                continue;
            var target = Slipway.Containers.Dockerfiles.Dockerfile.Parse(text, "Dockerfile").Resolve();
            var manifest = await ContextFingerprint.TakeAsync(
                new FingerprintInputs { Folder = folder, Dockerfile = Slipway.Containers.Dockerfiles.Dockerfile.Parse(text, "Dockerfile") }, TestContext.Current.CancellationToken);
            foreach (var entry in BuildContext.Enumerate(folder, cancellationToken: TestContext.Current.CancellationToken).ToList())
            {
                if (entry.Kind != ContextEntryKind.File || manifest.Files.ContainsKey(entry.Path))
                    continue;
                await File.WriteAllTextAsync(entry.FullPath, "changed", TestContext.Current.CancellationToken);
                changed++;
            }

            Assert.True(before == await BuildAsync(buildx, folder), $"{text}\n{string.Join(", ", target.ContextSources.Select(source => source.Pattern))}\n{string.Join(", ", manifest.Files.Keys)}");
            compared++;
        }

        Assert.True(compared > Cases / 4 && changed > Cases, $"{compared} images, {changed} files");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Dockerfile(Random random)
    {
        var copies = Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"COPY {Sources[random.Next(Sources.Length)]} /x/\n");
        return $"FROM scratch AS one\nENV A=a\nCOPY {Sources[random.Next(Sources.Length)]} /x/\nFROM scratch AS two\n{string.Concat(copies)}FROM scratch AS unused\nCOPY . /\nFROM scratch\n{(random.Next(2) == 0 ? "COPY --from=one /x /one\n" : "")}COPY --from=two /x /two\n";
    }

    // Its own exporter keeps the engine free of images.
    private async Task<string?> BuildAsync(Buildx buildx, string folder)
    {
        var archive = Path.Combine(_folder, "out.tar");
        var built = await buildx.BuildAsync("-f", Path.Combine(_folder, "Dockerfile"), "-o", $"type=tar,dest={archive}", folder);
        return built.Succeeded
            ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(archive, TestContext.Current.CancellationToken)))
            : null;
    }
}
