using System.Diagnostics;
using System.Globalization;
using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Hosting;

/// <summary>The small build, started as a program of its own.</summary>
internal sealed class BuildProcess
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<int> _id = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hangs = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BuildProcess(TestProject project, params IReadOnlyList<string> args)
    {
        // The shell tells its number and becomes the build. Who starts tests in the background makes them ignore Ctrl-C,
        // which the build would inherit.
        Completion = new ProcessRunner(TimeProvider.System).RunAsync(
            new ProcessInvocation
            {
                Program = "sh",
                Arguments = ["-c", "echo $$; exec env --default-signal dotnet \"$@\"", "sh", Program, .. args],
                WorkingFolder = project.Folder,
                Environment = Surroundings(project),
                Timeout = Deadline,
                OnOutput = Hear,
            },
            TestContext.Current.CancellationToken);
    }

    public Task<ProcessResult> Completion { get; }

    /// <summary>The number of the process.</summary>
    public Task<int> Id => _id.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);

    /// <summary>Ends when the build's programs run.</summary>
    public Task Hangs => _hangs.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);

    /// <summary>The program of the small build, compiled beside these tests.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "SmallBuild", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "SmallBuild.dll"));

    /// <summary>Runs the build to its end.</summary>
    public static Task<ProcessResult> RunAsync(TestProject project, params IReadOnlyList<string> args) => new BuildProcess(project, args).Completion;

    /// <summary>Runs the build to its end as a shell does.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="line">What follows the build's name in a line of bash; the exit code is the build's.</param>
    public static Task<ProcessResult> ShellAsync(TestProject project, string line) => new ProcessRunner(TimeProvider.System).RunAsync(
        new ProcessInvocation
        {
            Program = "bash",
            Arguments = ["-c", $"dotnet \"$0\" {line}; exit ${{PIPESTATUS[0]}}", Program],
            WorkingFolder = project.Folder,
            Environment = Surroundings(project),
            Timeout = Deadline,
        },
        TestContext.Current.CancellationToken);

    /// <summary>Sends a signal to the build's process, and to no other.</summary>
    public async Task SignalAsync(string name) => await new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation
    {
        Program = "kill",
        Arguments = ["-s", name, (await Id).ToString(CultureInfo.InvariantCulture)],
    });

    /// <summary>Kills the build's process at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        try
        {
            using var process = Process.GetProcessById(await Id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }

        await Completion;
    }

    // Variables for tests, such as SLIPWAY_DEEP_SECONDS, are not for the build.
    private static Dictionary<string, string?> Surroundings(TestProject project)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>())
        {
            if (name.StartsWith("SLIPWAY_", StringComparison.Ordinal))
                variables[name] = null;
        }

        variables["SLIPWAY_ROOT"] = project.Folder;
        variables["DOTNET_TieredPGO"] = "0";
        return variables;
    }

    private void Hear(OutputLine line)
    {
        if (_id.TrySetResult(int.TryParse(line.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0))
            return;
        if (line.Text.EndsWith("  hangs", StringComparison.Ordinal))
            _hangs.TrySetResult();
    }
}
