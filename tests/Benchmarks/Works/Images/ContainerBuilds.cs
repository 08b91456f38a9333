using Benchmarks.Contenders;
using Slipway.Processes;

namespace Benchmarks.Works.Images;

/// <summary>A build of stacks, the programs that it is compared with, and the engines that both speak to.</summary>
/// <remarks>
/// The engine is that of <c>DOCKER_HOST</c>, else the machine's; <c>SLIPWAY_SECOND_ENGINE</c> names another one, such as an
/// old one, with which everything is measured again.
/// </remarks>
internal sealed class ContainerBuilds(Scratch scratch)
{
    private const string Folder = "containers";

    private static readonly string EngineRoot = Environment.GetEnvironmentVariable("SLIPWAY_ENGINE_ROOT") ?? "/var/lib/slipway-engine";

    // What the measured targets do is Slipway's own client, without the plan of a stack around it.
    private const string Targets = """
        [Parameter("The folder to build.")] private string Folder => Get("");

        [Parameter("How often.")] private int Times => Get(1);

        [Parameter("Whether a session is opened.")] private bool Session => Get(false);

        public Target Solve => _ => _.Executes(async run =>
        {
            var ignore = DockerIgnore.Load(Folder);
            var request = new ImageBuildRequest
            {
                Name = "measured",
                Tags = ["slipway-benchmark/solved:1"],
                WriteContext = (stream, stop) => ContextTar.WriteAsync(stream, new ContextTarOptions { Folder = Folder, Ignore = ignore }, stop),
                Folder = new BuildFolder(Folder, ignore) { Key = Folder, CacheFile = TempFolder / "context" },
                Ulimits = Session ? ["nofile=1024:1024"] : [],
            };
            var builder = new EngineBuilder(((IHasEngine)this).Engine);
            var sent = 0.0;
            void Note(BuildProgress progress) => sent = progress is { Kind: BuildProgressKind.Completed, Step.Name: "[internal] load build context" } ? progress.Duration.TotalSeconds : sent;
            var seconds = new List<double>();
            for (var i = 0; i < Times; i++)
            {
                var started = System.Diagnostics.Stopwatch.GetTimestamp();
                await builder.BuildAsync(request, Note, run.CancellationToken);
                seconds.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds);
            }

            run.Log($"context sent in {sent:0.00000}");
            seconds.Sort();
            run.Log($"took {seconds[seconds.Count / 2]:0.00000} in the middle of {Times}");
        });
        """;

    private readonly GeneratedBuild _build = new(scratch, Folder)
    {
        Usings = ["Slipway.Components", "Slipway.Containers.Building", "Slipway.Containers.Contexts"],
        Extends = "ContainerBuild, IBuildImages",
        References = ["Slipway", "Slipway.BuildKit", "Slipway.Components", "Slipway.Containers", "Slipway.GitHub"],
    };

    /// <summary>Compiles the build, and sees that the engine has the small base.</summary>
    /// <returns>Why it cannot be had, or <see langword="null"/>.</returns>
    public async Task<string?> MakeAsync(CancellationToken cancellationToken)
    {
        var missing = await _build.MakeAsync(Targets.Split('\n'), cancellationToken);
        Directory.CreateDirectory(scratch.PathOf($"{Folder}/stacks"));
        var bases = scratch.PathOf($"{Folder}/stacks/bases");
        if (missing is not null || Directory.Exists(bases))
            return missing;
        Directory.CreateSymbolicLink(bases, Path.Combine(scratch.Repository, "stacks", "bases"));
        scratch.Write($"{Folder}/stacks/base/compose.yaml", $"services: {{ base: {{ image: '{ImageStack.Base}' }} }}\n");
        foreach (var engine in Engines)
        {
            var restored = await scratch.RunAsync(On(engine, _build.Command("Restore", "--stack", "base")), cancellationToken);
            if (!restored.Succeeded)
                return $"no base at {engine.Name}: {restored.Output.Select(line => line.Text).FirstOrDefault(text => text.StartsWith("error", StringComparison.Ordinal))}";
        }

        return null;
    }

    /// <summary>The engines to measure with; the first one's rows carry no name.</summary>
    public static IReadOnlyList<ImageEngine> Engines { get; } =
    [
        new("", Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock"),
        .. Environment.GetEnvironmentVariable("SLIPWAY_SECOND_ENGINE") is { Length: > 0 } second ? new[] { new ImageEngine(", second engine", second) } : [],
    ];

    /// <summary>The folder of a stack.</summary>
    public string FolderOf(string stack) => scratch.PathOf($"{Folder}/stacks/{stack}");

    /// <summary>A run of the build.</summary>
    public Contender Ours(ImageEngine engine, string title, string? missing, params IReadOnlyList<string> arguments) =>
        new(title + engine.Name) { Command = On(engine, _build.Command(arguments)), Missing = missing, IsOurs = true };

    /// <summary>A run of one of Docker's programs, which the engine's packages bring, in the folder of a stack.</summary>
    public async Task<Contender> TheirsAsync(ImageEngine engine, string program, string stack, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var root = Path.Combine(EngineRoot, "dist", "usr");
        var path = program == "docker" ? Path.Combine(root, "bin", "docker") : Path.Combine(root, "libexec", "docker", "cli-plugins", program);
        var title = (program == "docker" ? "docker" : program == "docker-compose" ? "docker compose" : "docker buildx") + " " + arguments[0];
        if (!File.Exists(path))
            return Contender.NotHere(title + engine.Name, "not here; the target PrepareEngine brings it");
        var version = await scratch.VersionAsync(path, program == "docker-compose" ? ["version", "--short"] : program == "docker" ? ["--version"] : ["version"], cancellationToken);
        var command = On(engine, scratch.Command($"{Folder}/stacks/{stack}", path, arguments));
        return new Contender($"{title} ({version?.Split(' ').FirstOrDefault(word => word.TrimStart('v') is [>= '0' and <= '9', ..])?.TrimEnd(',')}){engine.Name}") { Command = command };
    }

    private static ProcessInvocation On(ImageEngine engine, ProcessInvocation command) => command with
    {
        Environment = new Dictionary<string, string?>(command.Environment, StringComparer.Ordinal) { ["DOCKER_HOST"] = engine.Address, ["DOCKER_BUILDKIT"] = "1", ["DOCKER_CONFIG"] = Path.Combine(EngineRoot, "cfg"), ["COMPOSE_PROFILES"] = "prod" },
    };
}
