using Slipway.Processes;

namespace EndToEnd;

/// <summary>A package of npm's that says what it makes of files, in a folder of its own.</summary>
/// <param name="package">The package and its version.</param>
/// <param name="script">Uses it: gets names of files, and writes a line about each.</param>
internal sealed class NodePackage(string package, string script) : IDisposable
{
    /// <summary>The folder of the files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("slipway-node-").FullName;

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    /// <summary>What it says of files, in lines; skips the test where Node.js is not there.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(params string[] files)
    {
        Assert.SkipUnless(Machine.Has("npm"), "npm is not here");
        Write("check.js", script);
        await RunAsync("npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", package);
        return (await RunAsync("node", ["check.js", .. files])).TrimEnd().Split('\n');
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(
            new ProcessInvocation { Program = program, Arguments = arguments, WorkingFolder = Folder, Timeout = TimeSpan.FromMinutes(3) },
            TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"{program} {string.Join(' ', arguments)}\n{result.StandardOutput}\n{result.StandardError}");
        return result.StandardOutput;
    }
}
