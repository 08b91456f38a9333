using Benchmarks.Contenders;

namespace Benchmarks.Works;

/// <summary>Reading a compose project, which every deployment begins with.</summary>
internal sealed class ReadingCompose : IWork
{
    private const string HowToGet = "not here; the target PrepareEngine brings it";

    public string Name => "compose";

    public string Title => "Reading the compose file of Bot Core";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var source = Path.Combine(scratch.Repository, "stacks", "bot-core");
        Directory.CreateDirectory(scratch.PathOf("compose"));
        File.Copy(Path.Combine(source, "compose.yaml"), scratch.PathOf("compose/compose.yaml"), overwrite: true);
        // Every variable that the file wants and has no default for, so that nobody stops at the first without a value.
        var wanted = Slipway.Containers.Compose.ComposeLoader.Load(new() { ProjectFolder = source, AllowMissingVariables = true }).Variables;
        scratch.Write("compose/.env", string.Concat(wanted.Where(variable => variable.Default is null).Select(variable => variable.Name).Distinct(StringComparer.Ordinal).Select(name => $"{name}=value\n")));
        var tool = scratch.PathOf("tool/Slipway.Tool.dll");
        return
        [
            new Contender("`slipway variables`") { Missing = await MakeToolAsync(scratch, tool, cancellationToken), Command = scratch.Command("compose", "dotnet", tool, "variables"), IsOurs = true },
            await PluginAsync(scratch, "docker-compose", "docker compose config", ["config", "--quiet"], cancellationToken),
            await PluginAsync(scratch, "docker-buildx", "docker buildx bake --print", ["bake", "--print"], cancellationToken),
        ];
    }

    private static Task<string?> MakeToolAsync(Scratch scratch, string tool, CancellationToken cancellationToken) => scratch.OnceAsync("tool", async () =>
    {
        var project = Path.Combine(scratch.Repository, "src", "Slipway.Tool", "Slipway.Tool.csproj");
        var made = await scratch.RunAsync(
            scratch.Command("", "dotnet", "publish", project, "-c", "Release", "-nologo", "-v", "quiet", "--artifacts-path", scratch.PathOf("tool-made"), "-p:StartsTheBuild=true", "-p:PublishReadyToRun=true", "-p:PackAsTool=false", "--use-current-runtime", "--no-self-contained", "-o", Path.GetDirectoryName(tool)!),
            cancellationToken);
        return made.Succeeded ? null : "does not compile: " + made.Output.Select(line => line.Text).FirstOrDefault(text => text.Contains("error", StringComparison.Ordinal))?.Split("error ")[^1].Split('[')[0].Trim();
    });

    private static async Task<Contender> PluginAsync(Scratch scratch, string plugin, string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> folders =
        [
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker", "cli-plugins"),
            .. new[] { Environment.GetEnvironmentVariable("SLIPWAY_ENGINE_ROOT") ?? "/var/lib/slipway-engine", "/" }
                .SelectMany(root => new[] { Path.Combine(root, "dist/usr/libexec/docker/cli-plugins"), Path.Combine(root, "usr/libexec/docker/cli-plugins"), Path.Combine(root, "usr/local/lib/docker/cli-plugins") }),
        ];
        var file = folders.Select(folder => Path.Combine(folder, plugin)).FirstOrDefault(File.Exists);
        if (file is null)
            return Contender.NotHere(name, HowToGet);
        var version = await scratch.VersionAsync(file, plugin == "docker-compose" ? ["version", "--short"] : ["version"], cancellationToken);
        return new Contender($"{name} ({version})") { Command = scratch.Command("compose", file, arguments) };
    }
}
