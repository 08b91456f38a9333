using Slipway;
using Slipway.Processes;

internal sealed partial class Build
{
    private string Packages => Path.Combine(Artifacts, "package", "release");

    public Target Pack => _ => _
        .Description("Packs what was compiled, with its symbols, to artifacts/package/release.")
        .DependsOn(Compile)
        .Executes(async run =>
        {
            // What was packed before may be of projects that are no more.
            if (Directory.Exists(Packages))
                Directory.Delete(Packages, recursive: true);
            await DotNetAsync(run, "msbuild", "src/Packages.proj", "-nologo", "-v:quiet", "-m:1", "-p:Configuration=Release", "-p:NoBuild=true");
            run.Summarize($"{Directory.GetFiles(Packages, "*.nupkg").Length} packages");
        });

    /// <summary>Nothing but the packages is seen: neither projects nor what earlier versions left in the cache of packages.</summary>
    public Target BuildFromPackages => _ => _
        .Description("Compiles this build once more, from the packages as others get them, and starts it.")
        .DependsOn(Pack)
        .Executes(async run =>
        {
            var folder = Path.Combine(TempFolder, "from-packages");
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            var cache = Environment.GetValueOrDefault("NUGET_PACKAGES") ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            List<string> arguments =
            [
                "build", "build/Build.csproj", "-c", "Release", "-nologo", "-v", "quiet", "-p:UsePackages=true", "--artifacts-path", folder,
                $"-p:RestorePackagesPath={Path.Combine(folder, "packages")}", $"-p:RestoreAdditionalProjectSources={Packages}",
            ];
            // What others made is taken from where it is. A version of ours that is there would be an older one.
            if (!Directory.Exists(Path.Combine(cache, "slipway.components")))
                arguments.Add($"-p:RestoreFallbackFolders={cache}");
            await DotNetAsync(run, [.. arguments]);
            var started = await run.Processes.RunOrFailAsync(
                new ProcessInvocation
                {
                    Program = "dotnet",
                    Arguments = [Path.Combine(folder, "bin", "Build", "release", "Build.dll"), "Deploy", "--plan", "--stack", "bot-core"],
                    WorkingFolder = RootFolder,
                    Timeout = TimeSpan.FromMinutes(1),
                    Try = "look for what a project reference brings and a package does not",
                },
                run.CancellationToken);
            run.Summarize(started.Output[0].Text);
        });
}
