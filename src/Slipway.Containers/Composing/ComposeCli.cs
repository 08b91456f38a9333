using System.Globalization;
using Slipway.Containers.Engine;
using Slipway.Processes;

namespace Slipway.Containers.Composing;

/// <summary>Starts, runs and stops what compose files describe, by <c>docker compose</c> or <c>docker-compose</c>.</summary>
/// <remarks>
/// Every call names its files, project, folder and profiles, and removes the variables by which the surroundings
/// could change them. What the engine can tell by itself (<see cref="PsAsync"/>) is asked from the engine.
/// </remarks>
public sealed partial class ComposeCli
{
    // By these a shell could add files, profiles or another engine to what was asked for.
    private static readonly string[] Surroundings =
        ["COMPOSE_FILE", "COMPOSE_PROJECT_NAME", "COMPOSE_ENV_FILES", "COMPOSE_REMOVE_ORPHANS", "COMPOSE_PARALLEL_LIMIT", "DOCKER_CONTEXT"];

    private readonly IProcessRunner _processes;
    private readonly EngineClient _engine;
    private readonly IReadOnlyList<string> _command;

    private ComposeCli(IProcessRunner processes, EngineClient engine, IReadOnlyList<string> command, Version version)
    {
        _processes = processes;
        _engine = engine;
        _command = command;
        Version = version;
    }

    /// <summary>Its version.</summary>
    public Version Version { get; }

    /// <summary>Whether it is the old one, written in Python, which names containers <c>p_api_1</c>.</summary>
    public bool IsV1 => Version.Major < 2;

    /// <summary>How it is called: <c>docker compose</c>, or a path.</summary>
    public string Command => string.Join(' ', _command);

    /// <summary>Finds compose: <c>SLIPWAY_COMPOSE</c>, else <c>docker compose</c>, else one of <paramref name="candidates"/>, else <c>docker-compose</c>.</summary>
    /// <param name="processes">Starts it.</param>
    /// <param name="engine">The engine that it is to work with.</param>
    /// <param name="environment">The environment variables to go by.</param>
    /// <param name="candidates">Paths where it may lie beside those on <c>PATH</c>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ProblemException">There is none (exit code <see cref="ExitCodes.ToolIsMissing"/>).</exception>
    public static async Task<ComposeCli> FindAsync(
        IProcessRunner processes,
        EngineClient engine,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<string>? candidates = null,
        CancellationToken cancellationToken = default)
    {
        var named = environment.GetValueOrDefault("SLIPWAY_COMPOSE");
        if (!string.IsNullOrEmpty(named))
        {
            var (version, answer) = await AskAsync(processes, [named], cancellationToken);
            return version is null ? throw ComposeProblems.NotCompose(named, answer) : new ComposeCli(processes, engine, [named], version);
        }

        var tried = new List<string>();
        foreach (IReadOnlyList<string> command in (IReadOnlyList<string>[])[["docker", "compose"], .. (candidates ?? []).Where(File.Exists).Select(c => new[] { c }), ["docker-compose"]])
        {
            var (version, answer) = await AskAsync(processes, command, cancellationToken);
            if (version is not null)
                return new ComposeCli(processes, engine, command, version);
            tried.Add($"{string.Join(' ', command)}: {answer}");
        }

        throw ComposeProblems.NotFound([.. tried, .. (candidates ?? []).Where(c => !File.Exists(c)).Select(c => $"{c}: no such file")]);
    }

    /// <summary>The same compose, its programs started by another runner: each node of a run has its own log.</summary>
    /// <param name="processes">Starts it.</param>
    public ComposeCli By(IProcessRunner processes) => new(processes, _engine, _command, Version);

    /// <summary>Starts services and leaves containers alone that need no change. Nothing is built.</summary>
    /// <param name="scope">What to work on.</param>
    /// <param name="options">Which services, and how; all of them unless given.</param>
    /// <param name="output">Called for each line that compose writes.</param>
    /// <param name="cancellationToken">Stops it. Containers that run by then stay.</param>
    /// <exception cref="ProblemException">A container could not be started: a taken port and an unhealthy dependency are named.</exception>
    public async Task UpAsync(ComposeScope scope, ComposeUpOptions? options = null, Action<string>? output = null, CancellationToken cancellationToken = default)
    {
        options ??= new ComposeUpOptions();
        List<string> arguments = ["up", "--detach", "--no-build"];
        AddIf(arguments, options.NoDependencies, "--no-deps");
        AddIf(arguments, options.RemoveOrphans, "--remove-orphans");
        AddIf(arguments, options.ForceRecreate, "--force-recreate");
        foreach (var (service, count) in options.Scale)
            arguments.AddRange(["--scale", string.Create(CultureInfo.InvariantCulture, $"{service}={count}")]);
        var command = Invocation(scope, scope.Profiles, [.. arguments, .. options.Services], output);
        var result = await _processes.RunAsync(command, cancellationToken);
        if (!result.Succeeded)
            throw await new UpFailure(this, _engine).ExplainAsync(scope, options, command, result, cancellationToken);
    }

    /// <summary>The digest of each service's configuration, by which the old compose decides whether a container is made anew.</summary>
    /// <param name="scope">What to work on.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<IReadOnlyDictionary<string, string>> HashesAsync(ComposeScope scope, CancellationToken cancellationToken)
    {
        var result = await DoAsync(Invocation(scope, scope.Profiles, ["config", "--hash=*"], onLine: null), $"read project '{scope.ProjectName}'", cancellationToken);
        return result.Output.Where(line => !line.IsError).Select(line => line.Text.Split(' ')).Where(words => words.Length == 2)
            .ToDictionary(words => words[0], words => words[1], StringComparer.Ordinal);
    }

    /// <summary>Stops services; their containers stay.</summary>
    /// <param name="scope">What to work on; services of every profile are reached.</param>
    /// <param name="services">The services; all unless given.</param>
    /// <param name="output">Called for each line that compose writes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task StopAsync(ComposeScope scope, IReadOnlyList<string>? services = null, Action<string>? output = null, CancellationToken cancellationToken = default) =>
        DoAsync(Invocation(scope, scope.AllProfiles ?? scope.Profiles, ["stop", .. services ?? []], output), $"stop project '{scope.ProjectName}'", cancellationToken);

    /// <summary>Removes the project's containers and networks, those of one-shots and of every profile included.</summary>
    /// <param name="scope">What to work on.</param>
    /// <param name="volumes">Whether its volumes go too, and all that they hold.</param>
    /// <param name="output">Called for each line that compose writes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task DownAsync(ComposeScope scope, bool volumes = false, Action<string>? output = null, CancellationToken cancellationToken = default)
    {
        List<string> arguments = ["down", "--remove-orphans"];
        AddIf(arguments, volumes, "--volumes");
        await DoAsync(Invocation(scope, scope.AllProfiles ?? scope.Profiles, arguments, output), $"remove project '{scope.ProjectName}'", cancellationToken);
        // Compose leaves what belongs to profiles that are off, and says so with exit code 0.
        await RemoveLeftAsync(scope, volumes, cancellationToken);
    }

    /// <summary>Removes all that has the project's label, without compose and its files.</summary>
    /// <param name="scope">The project.</param>
    /// <param name="volumes">Whether volumes go too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task RemoveLeftAsync(ComposeScope scope, bool volumes, CancellationToken cancellationToken)
    {
        string[] labels = [$"{ComposeLabels.Project}={scope.ProjectName}"];
        foreach (var container in await _engine.ListContainersAsync(labels, cancellationToken: cancellationToken))
            await _engine.RemoveContainerAsync(container.Id, force: true, volumes, cancellationToken);
        foreach (var network in await _engine.ListNetworksAsync(labels, cancellationToken))
            await _engine.RemoveNetworkAsync(network.Id, cancellationToken);
        if (!volumes)
            return;
        foreach (var volume in await _engine.ListVolumesAsync(labels, cancellationToken))
            await _engine.RemoveVolumeAsync(volume.Name, cancellationToken);
    }

    /// <summary>The project's containers, as the engine tells.</summary>
    /// <param name="projectName">The project's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<ServiceContainer>> PsAsync(string projectName, CancellationToken cancellationToken = default) =>
    [
        .. (await _engine.ListContainersAsync([$"{ComposeLabels.Project}={projectName}"], cancellationToken: cancellationToken))
            .Select(c => new ServiceContainer(c.Labels.GetValueOrDefault(ComposeLabels.Service, ""), c.Labels.GetValueOrDefault(ComposeLabels.OneOff) == "True", c))
            .OrderBy(c => c.Service, StringComparer.Ordinal)
            .ThenBy(c => c.Container.Name, StringComparer.Ordinal),
    ];

    /// <summary>What services have written, each line with its container's name in front.</summary>
    /// <param name="scope">What to work on; services of every profile are reached.</param>
    /// <param name="output">Called for each line.</param>
    /// <param name="services">The services; all unless given.</param>
    /// <param name="tail">How many of the last lines of each; all unless given.</param>
    /// <param name="follow">Whether to go on with what they will write, until cancelled.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task LogsAsync(
        ComposeScope scope, Action<string> output, IReadOnlyList<string>? services = null, int? tail = null, bool follow = false, CancellationToken cancellationToken = default)
    {
        List<string> arguments = ["logs", "--no-color"];
        AddIf(arguments, follow, "--follow");
        if (tail is { } lines)
            arguments.AddRange(["--tail", lines.ToString(CultureInfo.InvariantCulture)]);
        return DoAsync(Invocation(scope, scope.AllProfiles ?? scope.Profiles, [.. arguments, .. services ?? []], WithoutNoise), $"show the logs of project '{scope.ProjectName}'", cancellationToken);

        void WithoutNoise(string line)
        {
            if (!ComposeOutput.IsNoise(line))
                output(line);
        }
    }

    private static void AddIf(List<string> arguments, bool condition, string argument)
    {
        if (condition)
            arguments.Add(argument);
    }

    private static async Task<(Version? Version, string Answer)> AskAsync(IProcessRunner processes, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        try
        {
            var result = await processes.RunAsync(
                new ProcessInvocation { Program = command[0], Arguments = [.. command.Skip(1), "version", "--short"], Timeout = TimeSpan.FromSeconds(30) }, cancellationToken);
            var first = result.Output.Select(l => l.Text.Trim()).FirstOrDefault(t => t.Length > 0) ?? $"exit code {result.ExitCode}";
            return (result.Succeeded ? ComposeVersion.Parse(result.StandardOutput) : null, first);
        }
        catch (ProcessStartException)
        {
            return (null, "not found");
        }
        catch (TimeoutException)
        {
            return (null, "no answer within 30 s");
        }
    }

    private ProcessInvocation Invocation(ComposeScope scope, IReadOnlyList<string> profiles, IReadOnlyList<string> arguments, Action<string>? onLine)
    {
        List<string> all = [.. _command.Skip(1), "--project-name", scope.ProjectName, "--project-directory", scope.ProjectFolder];
        foreach (var file in scope.Files)
            all.AddRange(["--file", file]);
        foreach (var file in scope.EnvironmentFiles)
            all.AddRange(["--env-file", file]);
        foreach (var profile in profiles)
            all.AddRange(["--profile", profile]);

        var environment = new Dictionary<string, string?>(scope.Environment, StringComparer.Ordinal);
        foreach (var name in Surroundings)
            environment[name] = null;
        // An empty list, unlike none, also outweighs what .env may say.
        environment["COMPOSE_PROFILES"] = string.Join(',', profiles);
        environment["COMPOSE_ANSI"] = "never";
        environment["COMPOSE_PROGRESS"] = "plain";
        environment["DOCKER_HOST"] = _engine.Endpoint.Address;
        if (_engine.Endpoint.Tls is { } tls)
        {
            environment["DOCKER_CERT_PATH"] = Path.GetDirectoryName(tls.AuthorityFile);
            environment["DOCKER_TLS_VERIFY"] = tls.Verify ? "1" : null;
        }

        return new ProcessInvocation
        {
            Program = _command[0],
            Arguments = [.. all, .. arguments],
            Environment = environment,
            WorkingFolder = scope.ProjectFolder,
            OnOutput = onLine is null ? null : line => onLine(ComposeOutput.Tidy(line.Text)),
        };
    }

    private async Task<ProcessResult> DoAsync(ProcessInvocation command, string doing, CancellationToken cancellationToken)
    {
        var result = await _processes.RunAsync(command, cancellationToken);
        return result.Succeeded ? result : throw new ProblemException(ComposeProblems.Failed(command, doing, result.ExitCode, ComposeOutput.Explaining(result.Output)));
    }
}
