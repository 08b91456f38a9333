using Slipway.Processes;

namespace EndToEnd.Deploying;

/// <summary>docker-compose 1.29, unpacked from Debian's packages beside the system.</summary>
internal sealed class OldCompose : IDisposable
{
    private static readonly string[] Packages =
    [
        "docker-compose", "python3-docker", "python3-dockerpty", "python3-docopt", "python3-dotenv", "python3-jsonschema", "python3-texttable", "python3-websocket", "python3-yaml",
        "python3-requests", "python3-urllib3", "python3-chardet", "python3-charset-normalizer", "python3-idna", "python3-certifi", "python3-attr", "python3-pyrsistent", "python3-six", "python3-packaging", "python3-distutils", "python3-pkg-resources", "python3-cached-property", "python3-distro",
    ];

    private readonly string _folder;

    private OldCompose(string folder) => _folder = folder;

    public string Program => Path.Combine(_folder, "docker-compose");

    public static async Task<OldCompose> UnpackAsync()
    {
        var compose = new OldCompose(Directory.CreateTempSubdirectory("slipway-compose-").FullName);
        await compose.RunAsync($"apt-get download -qq {string.Join(' ', Packages)} && for d in *.deb; do dpkg-deb -x \"$d\" .; done");
        await File.WriteAllTextAsync(compose.Program, $"#!/bin/sh\nPYTHONPATH={compose._folder}/usr/lib/python3/dist-packages exec python3 {compose._folder}/usr/bin/docker-compose \"$@\"\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(compose.Program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var version = await compose.RunAsync("./docker-compose version --short");
        Assert.SkipUnless(version.StandardOutput.StartsWith("1.", StringComparison.Ordinal), $"docker-compose 1 cannot be had: {version.StandardOutput}{version.StandardError}");
        return compose;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<ProcessResult> RunAsync(string script) =>
        new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation { Program = "sh", Arguments = ["-c", script], WorkingFolder = _folder, Timeout = TimeSpan.FromMinutes(4) });
}
