using System.Security.Cryptography;
using Slipway.Processes;

namespace EndToEnd.Tool;

/// <summary>The tool as others get it: packed, and installed from the folder of the package.</summary>
public sealed class PackedTool : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-tool-").FullName;

    public async ValueTask InitializeAsync()
    {
        var version = $"0.1.0-e2e{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var packages = Path.Combine(_folder, "packages");
        var project = Path.Combine(Machine.Repository, "src", "Slipway.Tool", "Slipway.Tool.csproj");
        await DotNetAsync("pack", project, "-c", "Release", "--no-build", "-nologo", "-o", packages, $"-p:PackageVersion={version}");
        // Nothing but the package itself is needed, and no other source may answer in its place.
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"<configuration><packageSources><clear /><add key=\"packed\" value=\"{packages}\" /></packageSources></configuration>");
        await DotNetAsync("tool", "install", "Slipway.Tool", "--tool-path", Path.Combine(_folder, "bin"), "--version", version, "--configfile", Path.Combine(_folder, "nuget.config"));
    }

    /// <summary>Runs <c>slipway</c>.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="arguments">Its arguments.</param>
    public Task<ProcessResult> RunAsync(string folder, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CI"] = null, ["NO_COLOR"] = null, ["GITHUB_ACTIONS"] = null };
        foreach (var name in Machine.Variables.Keys.Where(name => name.StartsWith("SLIPWAY_", StringComparison.Ordinal) && !Machine.OfTheMachine.Contains(name)))
            environment[name] = null;
        return new ProcessRunner(TimeProvider.System).RunAsync(
            new ProcessInvocation
            {
                Program = Path.Combine(_folder, "bin", "slipway"),
                Arguments = arguments,
                WorkingFolder = folder,
                Environment = environment,
                Timeout = TimeSpan.FromMinutes(4),
            },
            TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task DotNetAsync(params string[] arguments)
    {
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation { Program = "dotnet", Arguments = arguments, WorkingFolder = _folder, Timeout = TimeSpan.FromMinutes(4) });
        Assert.True(result.Succeeded, $"dotnet {string.Join(' ', arguments)}\n{result.StandardOutput}\n{result.StandardError}");
    }
}
