using Slipway.Processes;

namespace Slipway.GitHub.Tests.Workflows;

/// <summary>A small repository whose build makes a workflow.</summary>
internal sealed class SampleRepository : IDisposable
{
    private static readonly ProcessRunner _programs = new(TimeProvider.System);

    public SampleRepository()
    {
        Project = new TestProject();
        Project.Write(".nuke/parameters.json", "{}");
        Project.Write(".gitignore", ".nuke/temp/\nout/\ndist/\n");
        Project.Write("README.md", "# Sample\n");
        Project.Write("src/app.txt", "hello\n");
        Project.Write("parts/web/a.txt", "a");
        Project.Write("parts/b&c $(touch evil)/a.txt", "a");
        Project.Write("build.sh", $"#!/usr/bin/env bash\nexport SLIPWAY_ROOT=$(cd \"$(dirname \"$0\")\" && pwd)\nexec dotnet '{Build}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Project.PathOf("build.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public TestProject Project { get; }

    public string Workflow => Project.Read(".github/workflows/ci.yml");

    private static string Build { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "WorkflowBuild", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "WorkflowBuild.dll"));

    public void Dispose() => Project.Dispose();

    /// <summary>Runs its build script.</summary>
    public Task<ProcessResult> BuildAsync(params IReadOnlyList<string> arguments) => RunAsync(Project.PathOf("build.sh"), Project.Folder, new Dictionary<string, string?>(StringComparer.Ordinal), arguments);

    /// <summary>Puts everything under version control.</summary>
    public async Task CommitAsync()
    {
        await GitAsync(Project.Folder, "init", "--quiet", "--initial-branch=main");
        await GitAsync(Project.Folder, "add", "--all");
        await GitAsync(Project.Folder, "-c", "user.name=t", "-c", "user.email=t@t.test", "commit", "--quiet", "--message=all");
    }

    public Task GitAsync(string folder, params IReadOnlyList<string> arguments) => RunAsync("git", folder, new Dictionary<string, string?>(StringComparer.Ordinal), arguments);

    public static Task<ProcessResult> RunAsync(string program, string folder, IReadOnlyDictionary<string, string?> environment, IReadOnlyList<string> arguments) => _programs.RunAsync(
        new ProcessInvocation
        {
            Program = program,
            Arguments = arguments,
            WorkingFolder = folder,
            // The tests themselves may run in a workflow.
            Environment = new[] { "GITHUB_ACTIONS", "GITHUB_TOKEN", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH", "SLIPWAY_ROOT", "SLIPWAY_COMPILED" }.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal)
                .Concat(environment).GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal),
            Timeout = TimeSpan.FromMinutes(2),
        });
}
