using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Images;
using Slipway.Containers.Releases;
using Slipway.Processes;

namespace EndToEnd;

/// <summary>
/// A project in a temporary folder with one stack of a name that nothing else on the machine has; the repository's own
/// build runs in it. When it is disposed of, the engine has nothing of it any more.
/// </summary>
public sealed partial class Project : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    private readonly Machine _machine;
    private readonly List<RunningBuild> _running = [];

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
    public IDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public void Write(string path, string text)
    {
        var full = Path.Combine(Stack, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void WriteCompose(string text) => Write("compose.yaml", text);

    /// <summary>A stack of one image that is healthy within a second, unless the arguments say otherwise.</summary>
    /// <remarks>The label makes it an image that no other project has: images are found by what they are made of.</remarks>
    public void WriteSmallStack(
        string healthCheck = "test -f /tmp/ready",
        string command = "touch /tmp/ready; exec sleep 3600",
        string dockerfileEnd = "USER 1000",
        string serviceEnd = "",
        int retries = 2)
    {
        Write("web/Dockerfile", $"""
            FROM {Machine.Base}
            COPY page.txt /page.txt
            {dockerfileEnd}
            LABEL stack={StackName}
            CMD ["sh", "-c", "{command}"]
            """);
        Write("web/page.txt", "hello\n");
        WriteCompose($$"""
            services:
              web:
                image: {{StackName}}/web:test
                build: ./web
                init: true
                healthcheck: { test: ["CMD-SHELL", "{{healthCheck}}"], interval: 1s, retries: {{retries}} }
            {{serviceEnd}}
            """);
    }

    /// <summary>
    /// Keeps programs of the project from the network, where Trivy would get a database that finds something else every
    /// day. Nothing answers at that address. What the engine pulls does not pass here.
    /// </summary>
    public void CutOff()
    {
        foreach (var name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"])
            Environment[name] = "http://127.0.0.1:1";
    }

    /// <summary>Gives scans the small database of the fixtures in place of one that would have to be downloaded.</summary>
    public void UseScanDatabase()
    {
        var folder = Path.Combine(Folder, "trivy", "db");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "fixtures", "trivy-db", "db")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Environment["SLIPWAY_TRIVY_CACHE"] = "trivy";
    }

    /// <summary>A stack of two images, 'one' and 'two', each with a step of its own that takes a moment.</summary>
    public void WriteTwoImages()
    {
        foreach (var name in (string[])["one", "two"])
        {
            Write($"{name}/Dockerfile", $"""
                FROM {Machine.Base}
                COPY page.txt /page.txt
                RUN echo {name} of {StackName}; sleep 1
                USER 1000
                CMD ["sh", "-c", "touch /tmp/ready; exec sleep 3600"]
                """);
            Write($"{name}/page.txt", name + "\n");
        }

        WriteCompose($$"""
            x-check: &check { test: ["CMD-SHELL", "test -f /tmp/ready"], interval: 1s, retries: 10 }
            services:
              one: { image: {{StackName}}/one:test, build: ./one, init: true, healthcheck: *check }
              two: { image: {{StackName}}/two:test, build: ./two, init: true, healthcheck: *check }
            """);
    }

    /// <summary>Makes the stack's folder a repository of git with one commit, which holds nothing and has a tag.</summary>
    public async Task MakeRepositoryAsync(string tag)
    {
        foreach (var arguments in (string[][])[["init", "-q"], ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "-q", "--allow-empty", "-m", "first"], ["tag", tag]])
        {
            var result = await new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation { Program = "git", Arguments = arguments, WorkingFolder = Stack });
            Assert.True(result.Succeeded, result.StandardError);
        }
    }

    /// <summary>A compose file of one image whose build gets a secret <c>token</c> from a variable.</summary>
    public void WriteBuildWithSecret(string variable) => WriteCompose($$"""
        services:
          web:
            image: {{StackName}}/web:test
            build: { context: ./web, secrets: [token] }
        secrets: { token: { environment: {{variable}} } }
        """);

    /// <summary>Runs the build to its end.</summary>
    public async Task<Run> RunAsync(params string[] arguments) => await Start(arguments).Completion;

    /// <summary>The same without Trivy, for what is not about scans.</summary>
    public Task<Run> RunUnscannedAsync(params string[] arguments) => RunAsync([.. arguments, "--skip", "ScanImages,PrepareTrivy"]);

    /// <summary>Starts the build. When the project is disposed of, it is ended with all that it started.</summary>
    public RunningBuild Start(params string[] arguments)
    {
        var running = new RunningBuild(this, Invocation(arguments));
        _running.Add(running);
        return running;
    }

    public ProcessInvocation Invocation(params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CI"] = null, ["NO_COLOR"] = null, ["GITHUB_ACTIONS"] = null };
        // Settings of the run that these tests are part of are nothing to them.
        foreach (var name in Machine.Variables.Keys.Where(name => name.StartsWith("SLIPWAY_", StringComparison.Ordinal) && !Machine.OfTheMachine.Contains(name)))
            environment[name] = null;
        environment["SLIPWAY_ROOT"] = Folder;
        environment["SLIPWAY_STACK"] = StackName;
        environment["SLIPWAY_TRIVY"] = Machine.Trivy;
        foreach (var (name, value) in Environment)
            environment[name] = value;
        return new ProcessInvocation
        {
            Program = "dotnet",
            Arguments = [Machine.Build, .. arguments],
            WorkingFolder = Folder,
            Timeout = Longest,
            Environment = environment,
        };
    }

    /// <summary>A text with what differs from run to run replaced: STACK, FOLDER, and # for durations and counts of attempts.</summary>
    public string Settled(string text) => Durations().Replace(
        text.Replace(Folder, "FOLDER", StringComparison.Ordinal).Replace(StackName, "STACK", StringComparison.Ordinal),
        match => match.Groups["unit"].Success ? $"# {match.Groups["unit"].Value}" : "attempt #");

    /// <summary>Nothing of a failed run is left: no container, network or volume, no lock, no process; images only those named.</summary>
    public async Task LeavesOnlyAsync(params string[] images)
    {
        Assert.Equal(images.Select(image => $"image {StackName}/{image}"), await LeftOnEngineAsync());
        LeavesNoLock();
        Assert.Empty(Processes.Of(this));
    }

    public void LeavesNoLock()
    {
        var folder = Path.Combine(Folder, ".nuke", "temp");
        Assert.False(File.Exists(Path.Combine(folder, "lock.pid")));
        if (File.Exists(Path.Combine(folder, "lock")))
            File.Open(Path.Combine(folder, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    /// <summary>The stack's containers.</summary>
    public async Task<IReadOnlyList<ContainerDetails>> ContainersAsync()
    {
        var containers = new List<ContainerDetails>();
        foreach (var container in await _machine.Engine.ListContainersAsync([$"{ComposeLabels.Project}={StackName}"]))
            containers.Add((await _machine.Engine.InspectContainerAsync(container.Id))!);
        return [.. containers.OrderBy(container => container.Name, StringComparer.Ordinal)];
    }

    /// <summary>The id of one of the stack's images.</summary>
    public async Task<string> ImageIdAsync(string image) =>
        (await _machine.Engine.InspectImageAsync($"{StackName}/{image}"))?.Id ?? throw new InvalidOperationException($"There is no image {image}.");

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
            .. (await engine.ListImagesAsync()).SelectMany(i => i.Tags).Where(t => t.Contains(StackName, StringComparison.Ordinal)).Select(t => $"image {t}"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var running in _running)
            await running.DisposeAsync();
        if (await _machine.Engine.PingAsync() is not null)
            await RemoveAsync();
        Dispose();
    }

    public void Dispose()
    {
        // A container may have left files of its own user in a mounted folder; the tests run as root or own them.
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
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
        await new ReleaseStore(engine).ForgetAsync(StackName, keep: 0);
        foreach (var image in await engine.ListImagesAsync())
        {
            foreach (var tag in image.Tags.Where(tag => tag.Contains(StackName, StringComparison.Ordinal)))
                await engine.RemoveImageAsync(tag, force: true);
        }

        // Those that lost their names to newer ones.
        foreach (var image in await engine.ListImagesAsync([$"{ImageLabels.Stack}={StackName}"]))
            await engine.RemoveImageAsync(image.Id, force: true);
    }

    [GeneratedRegex(@"\b\d+(\.\d+)? (?<unit>ms|s|min)\b|\battempt \d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Durations();
}
