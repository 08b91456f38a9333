using Slipway.Containers.Bootstrap;
using Slipway.Processes;

namespace EndToEnd.ComposeOracle;

/// <summary>The real compose, version 2.26: what it says of a project is what we are held against.</summary>
internal sealed class ComposeProgram
{
    private readonly string _path;

    private ComposeProgram(string path) => _path = path;

    /// <summary>Finds it; says why not otherwise.</summary>
    public static async Task<(ComposeProgram? Program, string WhyNot)> FindAsync()
    {
        var home = Machine.Variables.GetValueOrDefault("HOME") ?? "/";
        string?[] places =
        [
            Machine.Variables.GetValueOrDefault("SLIPWAY_COMPOSE"), EngineBootstrap.ComposePath(Machine.Variables), $"{home}/.docker/cli-plugins/docker-compose",
            "/usr/local/lib/docker/cli-plugins/docker-compose", "/usr/libexec/docker/cli-plugins/docker-compose", "/usr/lib/docker/cli-plugins/docker-compose",
            Machine.Find("docker-compose"),
        ];
        var found = new List<string>();
        foreach (var place in places.OfType<string>().Where(File.Exists))
        {
            var answer = await RunAsync(place, ["version", "--short"], "/", new Dictionary<string, string>());
            var version = answer.StandardOutput.Trim();
            if (version.StartsWith("2.26.", StringComparison.Ordinal))
                return (new ComposeProgram(place), "");
            found.Add($"{place} is {(version.Length > 0 ? version.Split('\n')[0] : "silent")}");
        }

        return (null, $"no compose 2.26 is here ({(found.Count > 0 ? string.Join("; ", found) : "none at all")}): ./build.sh PrepareEngine --install-engine brings it");
    }

    /// <summary>Asks for the normal form of a project.</summary>
    /// <returns>The JSON; <see langword="null"/> where compose refuses the project, and what it says then.</returns>
    public async Task<(string? Json, string Message)> ConfigAsync(IComposeCase project, string folder)
    {
        var result = await RunAsync(_path, [.. project.Arguments, "config", "--format", "json", .. project.IsRaw ? ["--no-interpolate"] : Array.Empty<string>()], folder, project.Variables);
        return (result.ExitCode == 0 ? result.StandardOutput : null, string.Join('\n', result.Output.Select(line => line.Text).Where(line => !line.StartsWith("time=", StringComparison.Ordinal)).Take(4)));
    }

    private static Task<ProcessResult> RunAsync(string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string> variables)
    {
        // Nothing of this process's own surroundings: compose reads many variables.
        var environment = Machine.Variables.Keys.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        environment["HOME"] = "/root";
        environment["PATH"] = "/usr/bin:/bin";
        foreach (var (name, value) in variables)
            environment[name] = value;
        return new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation { Program = program, Arguments = arguments, WorkingFolder = folder, Environment = environment });
    }
}
