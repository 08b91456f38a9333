using System.Collections;
using Slipway.Containers.Engine;

[assembly: AssemblyFixture(typeof(EndToEnd.Machine))]

namespace EndToEnd;

/// <summary>What the tests share: the compiled build, the repository, and an engine with a small base image.</summary>
public sealed class Machine : IAsyncLifetime, IDisposable
{
    /// <summary>The small base that the tests' images start from.</summary>
    public const string Base = "alpine:3.21";

    public static IReadOnlyDictionary<string, string> Variables { get; } =
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);

    public static string Repository { get; } = FindRepository();

    /// <summary>The compiled build: what <c>build.sh</c> starts.</summary>
    public static string Build { get; } = Path.Combine(File.ReadAllText(Path.Combine(Repository, ".nuke", "temp", "build", "current")).Trim(), "Build.dll");

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
            using var project = new Project(this, "base-only");
            project.WriteCompose($"services: {{ base: {{ image: '{Base}', command: ['true'] }} }}");
            var restored = await project.RunAsync("Restore");
            WhyNot = restored.ExitCode == 0 ? null : $"{Base} cannot be had:\n{restored.Output}\n{restored.Error}";
        }
    }

    public void Dispose() => Engine.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Solution.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return folder;
    }
}
