using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Completion;

/// <summary>A real shell in a project, with the script that the build prints for it.</summary>
internal sealed class Shell : IDisposable
{
    private readonly TestProject _project = new();
    private readonly string _name;

    private Shell(string name) => _name = name;

    public static async Task<Shell> StartAsync(string name)
    {
        var shell = new Shell(name);
        var project = shell._project;
        project.Environment["SLIPWAY_COMPILED"] = "1";
        await project.RunAsync<Completed>("--list");
        project.Write(".nuke/parameters.staging.json", "{}");
        project.Write(".nuke/parameters.small.json", "{}");
        project.Write("in/a file.txt", "");
        project.Write("in/deep/other.txt", "");
        project.Write("build.sh", "");
        project.Write("completion", (await project.RunAsync<Completed>("--completion", name)).Out);
        return shell;
    }

    public static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>The lines that a driver, run by the shell with the script and the words as arguments, writes.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string driver, params IReadOnlyList<string> arguments)
    {
        _project.Write("driver", driver);
        IReadOnlyList<string> start = _name switch
        {
            "zsh" => ["-f", "driver", "completion"],
            "fish" => ["--no-config", "driver", "completion"],
            _ => ["--norc", "driver", "completion"],
        };
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation
        {
            Program = _name,
            Arguments = [.. start, .. arguments],
            WorkingFolder = _project.Folder,
            Timeout = TimeSpan.FromSeconds(20),
        }, TestContext.Current.CancellationToken);
        Assert.Equal("", result.StandardError);
        return [.. result.Output.Select(line => line.Text.TrimEnd('\r'))];
    }

    public void Dispose() => _project.Dispose();
}
