using System.Formats.Tar;
using Slipway.Processes;

namespace EndToEnd;

/// <summary>The builder's own command line, which the engine's packages bring: it sends contexts as BuildKit asks for them.</summary>
internal sealed class Buildx
{
    private static readonly string Root = Machine.Variables.GetValueOrDefault("SLIPWAY_ENGINE_ROOT") ?? "/var/lib/slipway-engine";
    private static readonly string Program = Path.Combine(Root, "dist", "usr", "bin", "docker");

    /// <summary>Skips the test where the program is missing.</summary>
    public static Buildx Get(Machine machine)
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        Assert.SkipUnless(File.Exists(Program), $"there is no {Program}");
        return new Buildx();
    }

    /// <summary>Builds; the arguments end with the context.</summary>
    /// <param name="arguments">What follows <c>buildx build</c>.</param>
    public async Task<ProcessResult> BuildAsync(params string[] arguments) => await new ProcessRunner(TimeProvider.System).RunAsync(
        new ProcessInvocation
        {
            Program = Program,
            Arguments = ["buildx", "build", "--progress", "plain", .. arguments],
            Environment = Variables,
        },
        TestContext.Current.CancellationToken);

    /// <summary>Builds with the builder before BuildKit; the arguments end with the context.</summary>
    public async Task<ProcessResult> BuildClassicAsync(params string[] arguments) => await new ProcessRunner(TimeProvider.System).RunAsync(
        new ProcessInvocation
        {
            Program = Program,
            Arguments = ["build", "--rm", "--force-rm", .. arguments],
            Environment = new Dictionary<string, string?>(Variables, StringComparer.Ordinal) { ["DOCKER_BUILDKIT"] = "0" },
        },
        TestContext.Current.CancellationToken);

    /// <summary>Runs any other command.</summary>
    public async Task<ProcessResult> RunAsync(params string[] arguments) => await new ProcessRunner(TimeProvider.System).RunAsync(
        new ProcessInvocation { Program = Program, Arguments = arguments, Environment = Variables },
        TestContext.Current.CancellationToken);

    /// <summary>The paths in an archive, folders without the slash at their end.</summary>
    public static async Task<List<string>> PathsAsync(string archive)
    {
        var paths = new List<string>();
        await using var file = File.OpenRead(archive);
        await using var reader = new TarReader(file);
        while (await reader.GetNextEntryAsync() is { } entry)
            paths.Add(entry.Name.TrimStart('/').TrimEnd('/'));
        return paths;
    }

    private static Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal)
    {
        ["DOCKER_CONFIG"] = Path.Combine(Root, "cfg"),
        ["PATH"] = $"{Path.GetDirectoryName(Program)}:{Machine.Variables.GetValueOrDefault("PATH")}",
    };
}
