using Slipway.Processes;

namespace EndToEnd.Engines;

/// <summary>Where the programs of engines are.</summary>
internal static class EnginePrograms
{
    private const string OldVersion = "20.10.";

    private static readonly SemaphoreSlim Getting = new(1);

    /// <summary>Those of the engine that <c>--install-engine</c> unpacked beside the system. Skips the test where there are none.</summary>
    public static string Current()
    {
        var folder = Path.Combine(Machine.Variables.GetValueOrDefault("SLIPWAY_ENGINE_ROOT") ?? "/var/lib/slipway-engine", "dist");
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "usr", "sbin", "dockerd")), $"there is no engine in {folder}: --install-engine unpacks one");
        return folder;
    }

    /// <summary>Those of Debian's 20.10, downloaded once and unpacked beside the system. Skips the test where they cannot be had.</summary>
    public static async Task<string> OldAsync()
    {
        var folder = Path.Combine(Machine.Repository, ".nuke", "temp", "tools", "engine-20.10");
        await Getting.WaitAsync();
        try
        {
            if (Directory.Exists(folder))
                return folder;
            Assert.SkipUnless(Machine.Has("apt-get") && Machine.Has("dpkg-deb"), "engine 20.10 is had from Debian's packages, and this is no Debian");
            var candidate = await DoAsync("apt-cache", ["policy", "docker.io"], "/");
            Assert.SkipUnless(candidate.StandardOutput.Contains($"Candidate: {OldVersion}", StringComparison.Ordinal), $"this system's docker.io is not {OldVersion}:\n{candidate.StandardOutput}");
            await UnpackAsync(folder);
            return folder;
        }
        finally
        {
            Getting.Release();
        }
    }

    private static async Task UnpackAsync(string folder)
    {
        var stage = folder + ".new";
        if (Directory.Exists(stage))
            Directory.Delete(stage, recursive: true);
        Directory.CreateDirectory(stage);
        var downloaded = await DoAsync("apt-get", ["download", "-q", "docker.io", "containerd", "runc", "libdevmapper1.02.1"], stage);
        Assert.SkipUnless(downloaded.Succeeded, $"engine 20.10 cannot be downloaded: {downloaded.StandardError}");
        foreach (var package in Directory.EnumerateFiles(stage, "*.deb"))
        {
            var unpacked = await DoAsync("dpkg-deb", ["-x", package, stage], "/");
            Assert.True(unpacked.Succeeded, unpacked.StandardError);
            File.Delete(package);
        }

        Directory.Move(stage, folder);
    }

    private static Task<ProcessResult> DoAsync(string program, IReadOnlyList<string> arguments, string folder) =>
        new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation
        {
            Program = program,
            Arguments = arguments,
            WorkingFolder = folder,
            Timeout = TimeSpan.FromMinutes(5),
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["LC_ALL"] = "C" },
        });
}
