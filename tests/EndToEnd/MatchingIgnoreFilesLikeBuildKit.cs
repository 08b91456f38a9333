using System.Globalization;
using System.Text;
using Slipway;
using Slipway.Containers.Contexts;

namespace EndToEnd;

public sealed class MatchingIgnoreFilesLikeBuildKit(Machine machine) : IDisposable
{
    private const int Seed = 20261;
    private const int Batches = 13;
    private const int BatchSize = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-ignore-").FullName;

    [Fact]
    public async Task Made_up_folders_enter_a_build_as_BuildKit_sends_them()
    {
        var buildx = Buildx.Get(machine);
        var context = new RandomContext(new Random(Seed));
        var differences = new List<string>();
        for (var batch = 0; batch < Batches; batch++)
            differences.AddRange(await CompareAsync(buildx, context, batch));

        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join("\n\n", differences.Take(12))}");
    }

    [Fact]
    public async Task The_builder_before_it_gets_what_it_gets()
    {
        var buildx = Buildx.Get(machine);
        var context = new RandomContext(new Random(Seed + 1));
        var differences = new List<string>();
        for (var i = 0; i < 30; i++)
            differences.AddRange(await CompareClassicAsync(buildx, context, Path.Combine(_folder, $"classic{i}")));

        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join("\n\n", differences.Take(12))}");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[]a]")]
    [InlineData("[a")]
    [InlineData("[a-")]
    [InlineData("[a-]")]
    [InlineData("[-a]")]
    [InlineData("[z-a]")]
    [InlineData("[^]")]
    [InlineData("[^]a]")]
    [InlineData("a\\")]
    [InlineData("[\\")]
    [InlineData("!")]
    [InlineData("!/")]
    [InlineData("! ")]
    [InlineData("\\y")]
    [InlineData("\\1")]
    [InlineData("\\12")]
    [InlineData("\\é")]
    [InlineData("\\_")]
    [InlineData("[[:foo:]]")]
    [InlineData("[a*]")]
    [InlineData("[a?b]")]
    [InlineData("[\\d]")]
    [InlineData("\\x41")]
    [InlineData("\\x4")]
    [InlineData("*[a-c]]")]
    [InlineData("a]")]
    [InlineData("{a,b}")]
    [InlineData("..")]
    [InlineData("/")]
    [InlineData(".")]
    [InlineData("!.")]
    [InlineData("**/")]
    [InlineData("!**")]
    public async Task A_pattern_is_refused_where_BuildKit_refuses_it(string pattern)
    {
        var buildx = Buildx.Get(machine);
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "one")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "A"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, ".dockerignore"), $"nothing\n{(pattern[0] == '!' ? "*\n" : "")}{pattern}\n", TestContext.Current.CancellationToken);
        var dockerfile = Path.Combine(_folder, "Dockerfile");
        await File.WriteAllTextAsync(dockerfile, "FROM scratch\nCOPY . /\n", TestContext.Current.CancellationToken);
        var archive = Path.Combine(_folder, "one.tar");

        var built = await buildx.BuildAsync("-f", dockerfile, "-o", $"type=tar,dest={archive}", folder);

        Assert.Equal(built.Succeeded ? string.Join('\n', (await Buildx.PathsAsync(archive)).Order(StringComparer.Ordinal)) : "refused", Ours(folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<List<string>> CompareAsync(Buildx buildx, RandomContext context, int batch)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder, $"batch{batch}")).FullName;
        var dockerfile = new StringBuilder("FROM scratch\n");
        var arguments = new List<string>();
        for (var i = 0; i < BatchSize; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, $"c{i}")).FullName;
            context.Fill(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, ".dockerignore"), context.Ignore(), TestContext.Current.CancellationToken);
            dockerfile.Append(CultureInfo.InvariantCulture, $"COPY --from=c{i} . /c{i}\n");
            arguments.AddRange(["--build-context", $"c{i}={folder}"]);
        }

        await File.WriteAllTextAsync(Path.Combine(root, "Dockerfile"), dockerfile.ToString(), TestContext.Current.CancellationToken);
        var archive = Path.Combine(root, "out.tar");
        var built = await buildx.BuildAsync([.. arguments, "-f", Path.Combine(root, "Dockerfile"), "-o", $"type=tar,dest={archive}", Directory.CreateDirectory(Path.Combine(root, "empty")).FullName]);
        Assert.True(built.Succeeded, built.StandardError);
        var theirs = (await Buildx.PathsAsync(archive)).ToLookup(path => path.Split('/')[0], path => path.Contains('/', StringComparison.Ordinal) ? path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..] : "");
        return [.. Enumerable.Range(0, BatchSize).Select(i => Difference(Path.Combine(root, $"c{i}"), theirs[$"c{i}"])).OfType<string>()];
    }

    private async Task<List<string>> CompareClassicAsync(Buildx buildx, RandomContext context, string folder)
    {
        Directory.CreateDirectory(folder);
        context.Fill(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, ".dockerignore"), context.Ignore() + "\n!Dockerfile.classic\n!.dockerignore\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile.classic"), "FROM scratch\nCOPY . /\n", TestContext.Current.CancellationToken);
        var name = $"slipway-e2e-classic-{Environment.ProcessId}";
        var built = await buildx.BuildClassicAsync("-q", "-t", name, "-f", Path.Combine(folder, "Dockerfile.classic"), folder);
        Assert.True(built.Succeeded, built.StandardError);
        var archive = folder + ".tar";
        try
        {
            Assert.True((await buildx.RunAsync("create", "--name", name, name, "/none")).Succeeded);
            Assert.True((await buildx.RunAsync("export", "-o", archive, name)).Succeeded);
        }
        finally
        {
            await buildx.RunAsync("rm", "-f", name);
            await buildx.RunAsync("rmi", "-f", name);
        }

        // A container brings these by itself.
        string[] own = [".dockerenv", "dev", "dev/console", "dev/pts", "dev/shm", "etc", "etc/hostname", "etc/hosts", "etc/mtab", "etc/resolv.conf", "proc", "sys"];
        return Difference(folder, (await Buildx.PathsAsync(archive)).Except(own, StringComparer.Ordinal), ContextRules.Classic) is { } difference ? [difference] : [];
    }

    private static string? Difference(string folder, IEnumerable<string> theirs, ContextRules whose = ContextRules.BuildKit)
    {
        var expected = string.Join('\n', theirs.Where(path => path.Length > 0).Order(StringComparer.Ordinal));
        var actual = Ours(folder, whose);
        return expected == actual
            ? null
            : $"{folder}: {File.ReadAllText(Path.Combine(folder, ".dockerignore")).ReplaceLineEndings(" | ")}\n  only theirs: {Only(expected, actual)}\n  only ours: {Only(actual, expected)}";
    }

    private static string Only(string these, string those) => string.Join(", ", these.Split('\n').Except(those.Split('\n'), StringComparer.Ordinal));

    private static string Ours(string folder, ContextRules whose = ContextRules.BuildKit)
    {
        try
        {
            var paths = BuildContext.Enumerate(folder, DockerIgnore.Load(folder, whose: whose), TestContext.Current.CancellationToken).Select(entry => entry.Path);
            return string.Join('\n', paths.Order(StringComparer.Ordinal));
        }
        catch (ProblemException)
        {
            return "refused";
        }
    }
}
