using Slipway.Processes;

[assembly: AssemblyFixture(typeof(EndToEnd.Tool.PackedTool))]

namespace EndToEnd.Tool;

/// <summary>The packages as others get them, and the tool installed from its own.</summary>
public sealed class PackedTool : IAsyncDisposable
{
    private static readonly string _projects = Path.Combine(Machine.Repository, "src");

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-tool-").FullName;
    private readonly Lock _lock = new();
    private Task<string>? _feed;

    private string Cache => Path.Combine(_folder, "cache");

    /// <summary>Runs <c>slipway</c>.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<ProcessResult> RunAsync(string folder, params string[] arguments)
    {
        var feed = await FeedAsync();
        return await RunAsync(Path.Combine(_folder, "bin", "slipway"), folder, Environment(feed), arguments);
    }

    /// <summary>Runs the build script of a folder that <c>slipway init</c> has been in.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<ProcessResult> RunBuildAsync(string folder, params string[] arguments) =>
        await RunAsync(Path.Combine(folder, "build.sh"), folder, Environment(await FeedAsync()), arguments);

    /// <summary>Packs once more what was packed before.</summary>
    /// <returns>The folders of both.</returns>
    public async Task<(string First, string Second)> PackAgainAsync()
    {
        var first = await FeedAsync();
        return (first, await PackToAsync(Path.Combine(_folder, "again")));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // Only tests that want it wait for it.
    private Task<string> FeedAsync()
    {
        lock (_lock)
            return _feed ??= InstallAsync();
    }

    private async Task<string> InstallAsync()
    {
        var feed = await PackAsync();
        var tool = Directory.GetFiles(feed, "Slipway.Tool.*.nupkg").Single();
        // Nothing but the package itself is needed, and no other source may answer in its place.
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"<configuration><packageSources><clear /><add key=\"packed\" value=\"{feed}\" /></packageSources></configuration>");
        await DotNetAsync("tool", "install", "Slipway.Tool", "--tool-path", Path.Combine(_folder, "bin"), "--version", Path.GetFileNameWithoutExtension(tool)["Slipway.Tool.".Length..], "--configfile", Path.Combine(_folder, "nuget.config"));
        return feed;
    }

    // What ./build.sh Pack left is taken where it is of what is compiled now.
    private async Task<string> PackAsync()
    {
        var packed = Path.Combine(Machine.Repository, "artifacts", "package", "release");
        if (Directory.Exists(packed) && Directory.EnumerateFiles(_projects, "*.csproj", SearchOption.AllDirectories).All(project => IsCurrent(packed, Path.GetFileNameWithoutExtension(project))))
            return packed;
        return await PackToAsync(Path.Combine(_folder, "packages"));
    }

    private async Task<string> PackToAsync(string feed)
    {
        await DotNetAsync("msbuild", Path.Combine(_projects, "Packages.proj"), "-nologo", "-v:quiet", "-m:1", "-p:Configuration=Release", "-p:NoBuild=true", $"-p:PackageOutputPath={feed}");
        return feed;
    }

    private static bool IsCurrent(string packed, string name)
    {
        var compiled = File.GetLastWriteTimeUtc(Path.Combine(Machine.Repository, "artifacts", "bin", name, "release", name + ".dll"));
        return Directory.EnumerateFiles(packed, name + ".0*.nupkg").Any(package => File.GetLastWriteTimeUtc(package) > compiled);
    }

    // Builds get the packages from the folder, and what those need from where this repository has it.
    private Dictionary<string, string?> Environment(string feed)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["NO_COLOR"] = null, ["GITHUB_ACTIONS"] = null };
        foreach (var name in Machine.Variables.Keys.Where(name => name.StartsWith("SLIPWAY_", StringComparison.Ordinal) && !Machine.OfTheMachine.Contains(name)))
            environment[name] = null;
        // A desk would compile ahead of time behind the test's back.
        environment["CI"] = "true";
        environment["SLIPWAY_TRIVY"] = Machine.Trivy;
        environment["NUGET_PACKAGES"] = Cache;
        environment["RestoreAdditionalProjectSources"] = feed;
        var shared = Machine.Variables.GetValueOrDefault("NUGET_PACKAGES") ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        if (!Directory.Exists(Path.Combine(shared, "slipway.components")))
            environment["RestoreFallbackFolders"] = shared;
        return environment;
    }

    private Task<ProcessResult> RunAsync(string program, string folder, Dictionary<string, string?> environment, string[] arguments) => new ProcessRunner(TimeProvider.System).RunAsync(
        new ProcessInvocation { Program = program, Arguments = arguments, WorkingFolder = folder, Environment = environment, Timeout = TimeSpan.FromMinutes(6) },
        TestContext.Current.CancellationToken);

    private async Task DotNetAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["NUGET_PACKAGES"] = arguments[0] == "tool" ? Cache : Machine.Variables.GetValueOrDefault("NUGET_PACKAGES") };
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(
            new ProcessInvocation { Program = "dotnet", Arguments = arguments, WorkingFolder = _folder, Environment = environment, Timeout = TimeSpan.FromMinutes(6) });
        Assert.True(result.Succeeded, $"dotnet {string.Join(' ', arguments)}\n{result.StandardOutput}\n{result.StandardError}");
    }
}
