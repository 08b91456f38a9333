using System.Globalization;
using System.Text;
using Slipway.Processes;

namespace Slipway.Containers.Building;

/// <summary>Builds with <c>docker buildx</c> on a builder that the user has set up: remote, in a container, on Kubernetes.</summary>
/// <param name="processes">Runs the program.</param>
/// <param name="builder">The builder's name, as <c>docker buildx ls</c> shows it.</param>
/// <param name="environment">Variables of the program, such as where the engine is.</param>
/// <param name="time">Measures how long a build takes; the system's clock unless given.</param>
public sealed class BuildxBuilder(IProcessRunner processes, string builder, IReadOnlyDictionary<string, string?>? environment = null, TimeProvider? time = null) : IImageBuilder
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuildRequest request, Action<BuildProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var started = _time.GetTimestamp();
        var work = Directory.CreateTempSubdirectory("slipway-buildx-").FullName;
        try
        {
            var (result, reader) = await RunAsync(request, work, "rawjson", progress, cancellationToken);
            // Before 0.13 it knows no such progress.
            if (!result.Succeeded && result.StandardError.Contains("invalid progress mode", StringComparison.Ordinal))
                (result, reader) = await RunAsync(request, work, "plain", progress, cancellationToken);
            if (!result.Succeeded)
                throw BuildProblems.Failed(request, reader.Fail(Message(result)));
            var file = Path.Combine(work, "id");
            var id = File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellationToken)).Trim() : "";
            return id.Length > 0 ? new BuiltImage(id, _time.GetElapsedTime(started), reader.Steps, reader.CachedSteps) : throw BuildProblems.NoImage(request);
        }
        catch (ProcessStartException e)
        {
            throw BuildProblems.NoBuildx(request, builder, e.Message);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // The last line says why: 'ERROR: failed to solve: …'.
    private static string Message(ProcessResult result)
    {
        var line = result.StandardError.Split('\n').LastOrDefault(text => text.StartsWith("ERROR: ", StringComparison.Ordinal))?["ERROR: ".Length..];
        return line ?? $"docker buildx ended with exit code {result.ExitCode.ToString(CultureInfo.InvariantCulture)}";
    }

    private async Task<(ProcessResult Result, BuildxReader Reader)> RunAsync(ImageBuildRequest request, string work, string mode, Action<BuildProgress>? progress, CancellationToken cancellationToken)
    {
        var reader = new BuildxReader(progress);
        var secrets = new Dictionary<string, Secret>(StringComparer.Ordinal);
        var invocation = new ProcessInvocation
        {
            Program = "docker",
            Arguments = [.. await ArgumentsAsync(request, work, mode, secrets, cancellationToken)],
            Environment = environment ?? new Dictionary<string, string?>(StringComparer.Ordinal),
            Secrets = secrets,
            StandardInput = request.DockerfileText,
            OnOutput = line => reader.Read(line.Text),
        };
        return (await processes.RunAsync(invocation, cancellationToken), reader);
    }

    private async Task<List<string>> ArgumentsAsync(ImageBuildRequest request, string work, string mode, Dictionary<string, Secret> secrets, CancellationToken cancellationToken)
    {
        List<string> arguments = ["buildx", "build", "--builder", builder, "--progress", mode, "--iidfile", Path.Combine(work, "id"), "--load"];
        void Add(string option, IEnumerable<string> values) => arguments.AddRange(values.SelectMany(value => (string[])[option, value]));
        void Set(string option, string? value) => Add(option, value is { Length: > 0 } ? [value] : []);

        Add("--tag", request.Tags);
        Set("--target", request.Target);
        Add("--build-arg", request.BuildArguments.Select(pair => $"{pair.Key}={pair.Value}"));
        Add("--label", request.Labels.Select(pair => $"{pair.Key}={pair.Value}"));
        Set("--platform", request.Platforms.Count > 0 ? string.Join(',', request.Platforms) : request.Platform);
        Set("--network", request.NetworkMode);
        Add("--add-host", request.ExtraHosts);
        Add("--cache-from", request.CacheFrom);
        Add("--cache-to", request.CacheTo);
        Add("--no-cache-filter", request.NoCacheStages);
        Add("--ulimit", request.Ulimits);
        Set("--shm-size", request.SharedMemory?.Bytes.ToString(CultureInfo.InvariantCulture));
        Set("--cgroup-parent", request.ControlGroup);
        Add("--allow", request.Entitlements);
        Add("--attest", request.Attestations.Select(pair => pair.Value.Length == 0 ? $"type={pair.Key}" : $"type={pair.Key},{pair.Value}"));
        Add("--build-context", request.NamedFolders.Select(pair => $"{pair.Key}={pair.Value.Path}").Concat(request.NamedAddresses.Select(pair => $"{pair.Key}={pair.Value}")));
        Add("--ssh", request.SshAgents.Select(pair => $"{pair.Key}={pair.Value}"));
        if (request.NoCache)
            arguments.Add("--no-cache");
        if (request.Pull)
            arguments.Add("--pull");
        // By the environment: arguments are seen by everybody on the machine.
        foreach (var (id, read) in request.Secrets)
        {
            var variable = $"SLIPWAY_BUILD_SECRET_{arguments.Count.ToString(CultureInfo.InvariantCulture)}";
            secrets[variable] = new Secret(Encoding.UTF8.GetString(await read(cancellationToken)));
            arguments.AddRange(["--secret", $"id={id},env={variable}"]);
        }

        Set("--file", request.DockerfileText is not null ? "-" : request.RemoteContext is not null ? request.DockerfileName : request.Folder is { } folder ? Path.Combine(folder.Path, request.DockerfileName) : null);
        arguments.Add(request.RemoteContext ?? request.Folder?.Path ?? throw new InvalidOperationException("A build by buildx needs a folder, not an archive."));
        return arguments;
    }
}
