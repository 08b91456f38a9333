using System.Globalization;
using System.Security.Cryptography;
using Slipway.BuildKit;
using Slipway.Containers.Engine;
using Slipway.Processes;

namespace EndToEnd.Engines;

/// <summary>
/// An engine that a test has for itself, with the small base image: of another version, with other settings, on a small disk,
/// to be killed at will. It has its own network, touches no filter of the machine's, and is gone with all that it held afterwards.
/// </summary>
internal sealed class OwnEngine : IAsyncDisposable
{
    private static readonly ProcessRunner Runner = new(TimeProvider.System);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Sockets have room for 107 characters.
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"swe{RandomNumberGenerator.GetInt32(100_000, 999_999)}");
    private readonly string _folder;
    private readonly string _programs;
    private readonly EngineSettings _settings;
    private readonly CancellationTokenSource _end = new();
    private Task<ProcessResult>? _running;

    private OwnEngine(string programs, EngineSettings settings)
    {
        (_programs, _settings) = (programs, settings);
        _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), _name)).FullName;
        Client = new EngineClient(EngineEndpoint.Resolve(new Dictionary<string, string>(StringComparer.Ordinal) { ["DOCKER_HOST"] = Address }));
    }

    /// <summary>What <c>DOCKER_HOST</c> has to be.</summary>
    public string Address => $"unix://{_folder}/s";

    public EngineClient Client { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts one and gives it the base image. Skips the test where none can be had.</summary>
    public static async Task<OwnEngine> StartAsync(Machine machine, EngineSettings settings)
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Machine.Has("ip"), "an engine of a test's own is started by root, with a bridge that ip makes");
        var engine = new OwnEngine(settings.IsOld ? await EnginePrograms.OldAsync() : EnginePrograms.Current(), settings);
        try
        {
            await engine.PrepareAsync();
            await engine.StartAsync();
            await engine.LoadAsync(machine);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after it was killed.</summary>
    public async Task StartAsync()
    {
        File.Delete(Path.Combine(_folder, "pid"));
        File.Delete(Path.Combine(_folder, "s"));
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = Runner.RunAsync(
            new ProcessInvocation
            {
                Program = Path.Combine(_programs, "usr", "sbin", "dockerd"),
                Arguments =
                [
                    $"--config-file={_folder}/daemon.json", $"--data-root={Data}", $"--exec-root={_folder}/x", $"--pidfile={_folder}/pid", $"--host={Address}",
                    $"--bridge={_name}", "--iptables=false", "--ip6tables=false",
                ],
                Environment = Environments(),
                StopTimeout = TimeSpan.FromSeconds(20),
                OnOutput = line =>
                {
                    if (line.Text.Contains("API listen on", StringComparison.Ordinal))
                        listens.TrySetResult();
                },
            },
            _end.Token);
        await Task.WhenAny(listens.Task, _running).WaitAsync(Patience);
        Assert.False(_running.IsCompleted, "the engine has ended");
    }

    /// <summary>Ends it at once, as a crash would; its containers and builds go on for a moment.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>Ends it as a restart of the machine's service would: its containers end before it.</summary>
    public Task StopAsync() => EndAsync("TERM");

    /// <summary>From now on it answers nothing, and hangs up on nobody.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Lets one that is frozen go on.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>The bytes that its disk has left. The engine removes files some time after it has forgotten them.</summary>
    public long FreeBytes => new DriveInfo(Data).AvailableFreeSpace;

    /// <summary>Makes it forget what its builds left.</summary>
    public async Task PruneAsync()
    {
        using var builder = BuildKitClient.ForSocket(Path.Combine(_folder, "s"));
        await foreach (var record in builder.PruneAsync(new PruneOptions { All = true }, TestContext.Current.CancellationToken))
            TestContext.Current.TestOutputHelper?.WriteLine(record.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_running is not null)
            await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        Client.Dispose();
        // After a kill its containerd, the supervisors of its containers and their mounts are left.
        foreach (var process in Processes.Named(_folder).Select(line => line.Split(' ')[0]))
            await RunAsync("kill", "-KILL", process);
        foreach (var line in (await File.ReadAllLinesAsync("/proc/self/mounts")).Select(line => line.Split(' ')[1]).Where(path => path.StartsWith(_folder + "/", StringComparison.Ordinal)).Reverse())
            await RunAsync("umount", "-l", line);
        await RunAsync("ip", "link", "delete", _name);
        await RunAsync("rm", "-rf", _folder);
        _end.Dispose();
    }

    private async Task EndAsync(string signal)
    {
        await SignalAsync(signal);
        await _running!.WaitAsync(Patience);
    }

    private async Task SignalAsync(string signal) =>
        await RunAsync("kill", "-s", signal, (await File.ReadAllTextAsync(Path.Combine(_folder, "pid"))).Trim());

    private static Task<ProcessResult> RunAsync(string program, params string[] arguments) =>
        Runner.RunAsync(new ProcessInvocation { Program = Machine.Find(program) ?? program, Arguments = arguments });

    private static async Task DoAsync(string program, params string[] arguments)
    {
        var result = await RunAsync(program, arguments);
        Assert.True(result.Succeeded, $"{program} {string.Join(' ', arguments)}: {result.StandardError}");
    }

    private Dictionary<string, string?> Environments() => new(StringComparer.Ordinal)
    {
        ["PATH"] = $"{_programs}/usr/sbin:{_programs}/usr/bin:{Machine.Variables.GetValueOrDefault("PATH")}:/usr/sbin:/sbin",
        ["LD_LIBRARY_PATH"] = $"{_programs}/lib/x86_64-linux-gnu:{_programs}/usr/lib/x86_64-linux-gnu",
        ["DOCKER_HOST"] = null,
    };

    private async Task PrepareAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "daemon.json"), _settings.Settings);
        Directory.CreateDirectory(Data);
        var net = RandomNumberGenerator.GetInt32(16, 250);
        await DoAsync("ip", "link", "add", _name, "type", "bridge");
        await DoAsync("ip", "addr", "add", string.Create(CultureInfo.InvariantCulture, $"172.27.{net}.1/24"), "dev", _name);
        await DoAsync("ip", "link", "set", _name, "up");
        if (_settings.DiskSize is not { } size)
            return;
        var disk = Path.Combine(_folder, "disk");
        await using (var file = File.Create(disk))
            file.SetLength((long)size << 20);
        await DoAsync("mkfs.ext4", "-q", "-F", disk);
        await DoAsync("mount", "-o", "loop", disk, Data);
    }

    private async Task LoadAsync(Machine machine)
    {
        var archive = Path.Combine(_folder, "base.tar");
        var docker = Path.Combine(EnginePrograms.Current(), "usr", "bin", "docker");
        await DoAsync(docker, "-H", machine.Engine.Endpoint.Address, "save", "-o", archive, Machine.Base);
        await DoAsync(docker, "-H", Address, "load", "-q", "-i", archive);
        File.Delete(archive);
    }
}
