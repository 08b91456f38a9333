using System.Globalization;
using System.Security.Cryptography;
using Slipway;
using Slipway.Containers.Composing;
using Slipway.Processes;

namespace EndToEnd;

/// <summary>
/// A project in a temporary folder with one stack of a name that nothing else on the machine has; the repository's own
/// build runs in it. When it is disposed of, the engine has nothing of it any more.
/// </summary>
public sealed class Project : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    private readonly Machine _machine;

    public Project(Machine machine, string name)
    {
        _machine = machine;
        StackName = $"{name}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        Directory.CreateDirectory(Path.Combine(Folder, ".nuke"));
        Directory.CreateDirectory(Stack);
        Directory.CreateSymbolicLink(Path.Combine(Folder, "stacks", "bases"), Path.Combine(Machine.Repository, "stacks", "bases"));
    }

    public string StackName { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("slipway-e2e-").FullName;

    public string Stack => Path.Combine(Folder, "stacks", StackName);

    /// <summary>Variables of every run in the project.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    public void Write(string path, string text)
    {
        var full = Path.Combine(Stack, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void WriteCompose(string text) => Write("compose.yaml", text);

    /// <summary>A stack of one image that is healthy within a second, unless <paramref name="healthCheck"/> says otherwise.</summary>
    public void WriteSmallStack(string healthCheck = "test -f /tmp/ready", string dockerfileEnd = "", string serviceEnd = "")
    {
        Write("web/Dockerfile", $"""
            FROM {Machine.Base}
            COPY page.txt /page.txt
            {dockerfileEnd}
            USER 1000
            CMD ["sh", "-c", "touch /tmp/ready; exec sleep 3600"]
            """);
        Write("web/page.txt", "hello\n");
        WriteCompose($$"""
            services:
              web:
                image: {{StackName}}/web:test
                build: ./web
                init: true
                healthcheck: { test: ["CMD-SHELL", "{{healthCheck}}"], interval: 1s, retries: 2 }
            {{serviceEnd}}
            """);
    }

    /// <summary>Runs the build to its end.</summary>
    public Task<Run> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    /// <summary>Runs the build; cancelling asks it to stop, as SIGTERM does.</summary>
    public async Task<Run> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(Invocation(arguments), cancellationToken);
        return new Run(result.ExitCode, result.StandardOutput, result.StandardError, result.Duration);
    }

    public ProcessInvocation Invocation(params string[] arguments) => new()
    {
        Program = "dotnet",
        Arguments = [Machine.Build, .. arguments],
        WorkingFolder = Folder,
        Timeout = Longest,
        Environment = new Dictionary<string, string?>(Environment, StringComparer.Ordinal)
        {
            ["SLIPWAY_ROOT"] = Folder,
            ["SLIPWAY_STACK"] = StackName,
            ["SLIPWAY_TRIVY"] = TrivyOfRepository(),
            ["SLIPWAY_REGISTRY"] = null,
            ["CI"] = null,
        },
    };

    /// <summary>All that the engine has of the stack: containers, networks, volumes, images.</summary>
    public async Task<IReadOnlyList<string>> LeftOnEngineAsync()
    {
        string[] labels = [$"{ComposeLabels.Project}={StackName}"];
        var engine = _machine.Engine;
        return
        [
            .. (await engine.ListContainersAsync(labels)).Select(c => $"container {c.Name}"),
            .. (await engine.ListNetworksAsync(labels)).Select(n => $"network {n.Name}"),
            .. (await engine.ListVolumesAsync(labels)).Select(v => $"volume {v.Name}"),
            .. (await engine.ListImagesAsync()).SelectMany(i => i.Tags).Where(t => t.Contains(StackName + "/", StringComparison.Ordinal)).Select(t => $"image {t}"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (await _machine.Engine.PingAsync() is not null && (await LeftOnEngineAsync()).Count > 0)
            await RemoveAsync();
        Dispose();
    }

    public void Dispose()
    {
        // A container may have left files of its own user in a mounted folder; the tests run as root or own them.
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static string? TrivyOfRepository()
    {
        var path = Path.Combine(Machine.Repository, ".nuke", "temp", "tools", "trivy");
        return File.Exists(path) ? path : null;
    }

    // Not by the build's own Clean: a test may have broken the stack's files.
    private async Task RemoveAsync()
    {
        string[] labels = [$"{ComposeLabels.Project}={StackName}"];
        var engine = _machine.Engine;
        foreach (var container in await engine.ListContainersAsync(labels))
            await engine.RemoveContainerAsync(container.Id, force: true, volumes: true);
        foreach (var network in await engine.ListNetworksAsync(labels))
            await engine.RemoveNetworkAsync(network.Id);
        foreach (var volume in await engine.ListVolumesAsync(labels))
            await engine.RemoveVolumeAsync(volume.Name);
        foreach (var image in await engine.ListImagesAsync())
        {
            foreach (var tag in image.Tags.Where(tag => tag.Contains(StackName + "/", StringComparison.Ordinal)))
                await engine.RemoveImageAsync(tag, force: true);
        }
    }

    /// <summary>What a run of the build printed.</summary>
    public sealed record Run(int ExitCode, string Output, string Error, TimeSpan Duration)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exit code {ExitCode}\n{Output}\n{Error}");
    }
}
