using System.Globalization;
using Slipway.Processes;

namespace EndToEnd.Images;

/// <summary>A Git repository behind git's own daemon, on a free port of this machine.</summary>
internal sealed class GitServer : IAsyncDisposable
{
    private static readonly ProcessRunner Runner = new(TimeProvider.System);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-git-").FullName;
    private readonly CancellationTokenSource _end = new();
    private readonly int _port = Registry.FreePort();
    private Task<ProcessResult>? _serving;

    private GitServer()
    {
    }

    /// <summary>The repository's address, without revision.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{_port}/shop.git");

    private string Repository => Path.Combine(_folder, "shop.git");

    /// <summary>Starts one. Skips the test where there is no git.</summary>
    public static async Task<GitServer> StartAsync()
    {
        Assert.SkipUnless(Machine.Has("git"), "there is no git");
        var server = new GitServer();
        try
        {
            Directory.CreateDirectory(server.Repository);
            await server.GitAsync("init", "-q", "-b", "main");
            await server.ServeAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a commit with a file.</summary>
    /// <returns>The commit's id.</returns>
    public async Task<string> CommitAsync(string path, string text)
    {
        var full = Path.Combine(Repository, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        await File.WriteAllTextAsync(full, text);
        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "-q", "-m", "a change");
        return (await GitAsync("rev-parse", "HEAD")).Trim();
    }

    /// <summary>Packs what a folder of the repository holds, as an archive would come from a web server.</summary>
    public async Task<byte[]> ArchiveAsync(string folder)
    {
        var file = Path.Combine(_folder, "archive.tar.gz");
        await GitAsync("archive", "--format=tar.gz", $"--output={file}", $"HEAD:{folder}");
        return await File.ReadAllBytesAsync(file);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_serving is not null)
            await _serving.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _end.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> GitAsync(params string[] arguments)
    {
        var result = await Runner.RunAsync(new ProcessInvocation { Program = "git", Arguments = arguments, WorkingFolder = Repository, Timeout = Patience });
        Assert.True(result.Succeeded, result.StandardError);
        return result.StandardOutput;
    }

    private async Task ServeAsync()
    {
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _serving = Runner.RunAsync(
            new ProcessInvocation
            {
                Program = "git",
                Arguments = ["daemon", "--verbose", "--listen=127.0.0.1", $"--port={_port.ToString(CultureInfo.InvariantCulture)}", $"--base-path={_folder}", "--export-all", "--reuseaddr"],
                OnOutput = line =>
                {
                    if (line.Text.Contains("Ready to rumble", StringComparison.Ordinal))
                        listens.TrySetResult();
                },
            },
            _end.Token);
        await Task.WhenAny(listens.Task, _serving).WaitAsync(Patience);
        Assert.SkipWhen(_serving.IsCompleted, "git has no daemon here");
    }
}
