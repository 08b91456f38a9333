using System.Collections;
using System.Runtime.Versioning;
using Slipway.Containers.Engine;

// They start bash and read /proc.
[assembly: UnsupportedOSPlatform("windows")]
[assembly: AssemblyFixture(typeof(EndToEnd.Machine))]

namespace EndToEnd;

/// <summary>What the tests share: the compiled build, the repository, and an engine with a small base image.</summary>
public sealed class Machine : IAsyncLifetime, IDisposable
{
    /// <summary>The small base that the tests' images start from.</summary>
    public const string Base = "alpine:3.21";

    public static IReadOnlyDictionary<string, string> Variables { get; } =
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);

    public static string Repository => RepositoryFolder.Path;

    /// <summary>The compiled build: what <c>build.sh</c> starts.</summary>
    public static string Build { get; } = Path.Combine(File.ReadAllText(Path.Combine(Repository, ".nuke", "temp", "build", "current")).Trim(), "Build.dll");

    /// <summary>Variables that say where this machine has its engine and its programs.</summary>
    public static IReadOnlySet<string> OfTheMachine { get; } =
        new HashSet<string>(["SLIPWAY_ENGINE_ROOT", "SLIPWAY_ENGINE_SOCKET", "SLIPWAY_COMPOSE", "SLIPWAY_TRIVY"], StringComparer.Ordinal);

    /// <summary>The Trivy that <c>./build.sh Test</c> brings; null leaves the search to the build.</summary>
    public static string? Trivy { get; } = FindTrivy();

    public EngineClient Engine { get; } = new(EngineEndpoint.Resolve(Variables));

    public string? WhyNot { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (await Engine.PingAsync() is null)
        {
            WhyNot = $"no Docker engine answers at {Engine.Endpoint}";
            return;
        }

        if (await Engine.InspectImageAsync(Base) is null)
        {
            await using var project = new Project(this, "base-only");
            project.WriteCompose($"services: {{ base: {{ image: '{Base}', command: ['true'] }} }}");
            var restored = await project.RunAsync("Restore");
            WhyNot = restored.ExitCode == 0 ? null : $"{Base} cannot be had:\n{restored}";
        }
    }

    /// <summary>A new project; skips the test where no engine answers.</summary>
    public Project NewProject(string name)
    {
        Assert.SkipUnless(WhyNot is null, WhyNot ?? "");
        return new Project(this, name);
    }

    /// <summary>Where a program is, by <c>PATH</c> and the folders of programs for root.</summary>
    public static string? Find(string program) => $"{Variables.GetValueOrDefault("PATH")}:/usr/sbin:/sbin".Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Docker's own program: the machine's, or the one that came with the engine that the gate installs.</summary>
    public static string Docker => Find("docker") ?? "/var/lib/slipway-engine/dist/usr/bin/docker";

    public static bool Has(string program) => Find(program) is not null;

    public void Dispose() => Engine.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? FindTrivy()
    {
        var own = Path.Combine(Repository, ".nuke", "temp", "tools", "trivy");
        return File.Exists(own) ? own : Variables.GetValueOrDefault("SLIPWAY_TRIVY");
    }
}
