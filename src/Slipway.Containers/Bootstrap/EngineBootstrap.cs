using System.Reflection;
using Slipway.Processes;

namespace Slipway.Containers.Bootstrap;

/// <summary>Installs, starts and removes a Docker engine, and installs Trivy, from Debian's and npm's packages.</summary>
/// <remarks>
/// The engine is unpacked beside the system and belongs to the machine, not to a checkout: it outlives the temp
/// folder and serves every clone. The work itself is done by shell scripts, since it is package work.
/// </remarks>
/// <param name="processes">Runs the scripts.</param>
/// <param name="tempFolder">Where the scripts are put to be run.</param>
public sealed class EngineBootstrap(IProcessRunner processes, string tempFolder)
{
    /// <summary>The folder that an engine of ours lives in, unless <c>SLIPWAY_ENGINE_ROOT</c> names another.</summary>
    public const string DefaultRoot = "/var/lib/slipway-engine";

    private static readonly TimeSpan LongestInstall = TimeSpan.FromMinutes(10);

    /// <summary>Where a compose of ours is, when an engine was installed.</summary>
    /// <param name="environment">May name another root.</param>
    public static string ComposePath(IReadOnlyDictionary<string, string> environment) =>
        Path.Combine(Root(environment), "dist/usr/libexec/docker/cli-plugins/docker-compose");

    /// <summary>Where a <c>docker</c> program of ours is, when an engine was installed.</summary>
    /// <param name="environment">May name another root.</param>
    public static string DockerPath(IReadOnlyDictionary<string, string> environment) =>
        Path.Combine(Root(environment), "dist/usr/bin/docker");

    /// <summary>Installs what is missing, starts the engine and waits until it answers.</summary>
    /// <param name="socketPath">Where it shall listen.</param>
    /// <param name="progress">Called with each step.</param>
    /// <param name="cancellationToken">Stops the installation.</param>
    /// <returns>What was done, one thing a line.</returns>
    /// <exception cref="ProblemException">It could not be installed here; exit code 3.</exception>
    public async Task<IReadOnlyList<string>> InstallEngineAsync(string socketPath, Action<string> progress, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SLIPWAY_ENGINE_SOCKET"] = socketPath };
        var result = await RunAsync("install-engine.sh", [], variables, progress, cancellationToken);
        return [.. Values(result, "done")];
    }

    /// <summary>Stops the engine that was installed and removes it with all that it holds.</summary>
    /// <param name="progress">Called with each step.</param>
    /// <param name="cancellationToken">Stops the removal.</param>
    public async Task UninstallEngineAsync(Action<string> progress, CancellationToken cancellationToken) =>
        _ = await RunAsync("uninstall-engine.sh", [], [], progress, cancellationToken);

    /// <summary>Puts Trivy into a folder.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="progress">Called with each step.</param>
    /// <param name="cancellationToken">Stops the installation.</param>
    /// <returns>The program's path.</returns>
    /// <exception cref="ProblemException">It cannot be had here; exit code 3.</exception>
    public async Task<string> InstallTrivyAsync(string folder, Action<string> progress, CancellationToken cancellationToken)
    {
        var result = await RunAsync("install-trivy.sh", [folder], [], progress, cancellationToken);
        return Values(result, "trivy").Single();
    }

    private static string Root(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("SLIPWAY_ENGINE_ROOT") is { Length: > 0 } root ? root : DefaultRoot;

    private static IEnumerable<string> Values(ProcessResult result, string key) =>
        from line in result.Output
        where !line.IsError && line.Text.StartsWith(key + "=", StringComparison.Ordinal)
        select line.Text[(key.Length + 1)..];

    private async Task<ProcessResult> RunAsync(
        string script,
        IReadOnlyList<string> arguments,
        Dictionary<string, string?> variables,
        Action<string> progress,
        CancellationToken cancellationToken)
    {
        var path = await UnpackAsync(script, cancellationToken);
        var result = await processes.RunAsync(
            new ProcessInvocation
            {
                Program = "bash",
                Arguments = [path, .. arguments],
                Environment = variables,
                Timeout = LongestInstall,
                OnOutput = line =>
                {
                    if (line.IsError)
                        progress(line.Text);
                },
            },
            cancellationToken);
        if (!result.Succeeded)
            throw new ProblemException(BootstrapProblems.ScriptFailed(script, result));
        return result;
    }

    private async Task<string> UnpackAsync(string script, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(tempFolder, "bootstrap");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, script);
        await using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Slipway.Containers.Bootstrap." + script)
            ?? throw new InvalidOperationException($"Script {script} is not embedded.");
        await using var file = File.Create(path);
        await resource.CopyToAsync(file, cancellationToken);
        return path;
    }
}
