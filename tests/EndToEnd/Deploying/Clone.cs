using Slipway.Processes;

namespace EndToEnd.Deploying;

/// <summary>The same stack in another folder, as on another machine that deploys to the same engine.</summary>
internal sealed class Clone : IDisposable
{
    private readonly Project _project;
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-clone-").FullName;

    public Clone(Project project)
    {
        _project = project;
        Directory.CreateDirectory(Path.Combine(_folder, ".nuke"));
        Copy(project.Stack, Path.Combine(_folder, "stacks", project.StackName));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "stacks", "bases"), Path.Combine(Machine.Repository, "stacks", "bases"));
    }

    public async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        var invocation = _project.Invocation(arguments);
        return await new ProcessRunner(TimeProvider.System).RunAsync(invocation with
        {
            WorkingFolder = _folder,
            Environment = new Dictionary<string, string?>(invocation.Environment, StringComparer.Ordinal) { ["SLIPWAY_ROOT"] = _folder },
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
