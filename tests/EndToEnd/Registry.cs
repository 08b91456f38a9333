using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.Processes;

namespace EndToEnd;

/// <summary>A registry on a free port of this machine: Debian's <c>docker-registry</c>, installed where it is missing.</summary>
internal sealed class Registry : IAsyncDisposable
{
    public const string User = "lab";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly SemaphoreSlim Installing = new(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-registry-").FullName;
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http = new();
    private Task _serving = Task.CompletedTask;

    private Registry(int port)
    {
        Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
    }

    /// <summary>What images' names begin with.</summary>
    public string Host { get; }

    /// <summary>Starts one; with a password, only <see cref="User"/> may use it. Skips the test where none can be had.</summary>
    public static async Task<Registry> StartAsync(string? password = null)
    {
        await NeedAsync("docker-registry", "docker-registry");
        if (password is not null)
            await NeedAsync("htpasswd", "apache2-utils");
        var registry = new Registry(FreePort());
        await registry.ServeAsync(password);
        return registry;
    }

    /// <summary>The digest of an image as the registry serves it, or <see langword="null"/> where it has none.</summary>
    public async Task<string?> DigestAsync(string repository, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"http://{Host}/v2/{repository}/manifests/{tag}");
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.manifest.v1+json");
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.index.v1+json");
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK ? answer.Headers.GetValues("Docker-Content-Digest").Single() : null;
    }

    /// <summary>The names of all that it has.</summary>
    public Task<string> CatalogAsync() => _http.GetStringAsync(new Uri($"http://{Host}/v2/_catalog"));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _http.Dispose();
        _end.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A port that nothing listens on at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<ProcessResult> DoAsync(string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellationToken = default) =>
        new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation { Program = program, Arguments = arguments, StandardInput = input }, cancellationToken);

    private static async Task NeedAsync(string program, string package)
    {
        await Installing.WaitAsync();
        try
        {
            if (Machine.Has(program))
                return;
            Assert.SkipUnless(Machine.Has("apt-get"), $"{program} is not there, and there is no apt-get to install {package} with");
            string[] command = Environment.IsPrivilegedProcess ? ["apt-get"] : ["sudo", "-n", "apt-get"];
            var result = await DoAsync(command[0], [.. command[1..], "install", "-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", package]);
            Assert.SkipUnless(result.Succeeded, $"{package} cannot be installed: {result.StandardError}");
        }
        finally
        {
            Installing.Release();
        }
    }

    private async Task ServeAsync(string? password)
    {
        var settings = $$"""
            version: 0.1
            log: { level: warn }
            storage: { filesystem: { rootdirectory: {{_folder}}/data } }
            http: { addr: {{Host}} }

            """;
        if (password is not null)
        {
            var entry = await DoAsync("htpasswd", ["-Bin", User], password);
            Assert.True(entry.Succeeded, entry.StandardError);
            await File.WriteAllTextAsync(Path.Combine(_folder, "users"), entry.StandardOutput);
            settings += $"auth: {{ htpasswd: {{ realm: lab, path: {_folder}/users }} }}\n";
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "config.yml"), settings);
        _serving = DoAsync("docker-registry", ["serve", Path.Combine(_folder, "config.yml")], cancellationToken: _end.Token);
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            Assert.False(_serving.IsCompleted, "the registry has ended");
            try
            {
                using var answer = await _http.GetAsync(new Uri($"http://{Host}/v2/"), late.Token);
                return;
            }
            catch (HttpRequestException)
            {
                // No event tells that a program listens.
                await Task.Delay(20, late.Token);
            }
        }
    }
}
