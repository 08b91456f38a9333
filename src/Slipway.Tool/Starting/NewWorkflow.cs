using Slipway.GitHub;
using Slipway.Hosting;

namespace Slipway.Tool.Starting;

/// <summary>The workflow of a new project: it deploys the stack on the runner, which tries all of it.</summary>
internal sealed class NewWorkflow
{
    // GitHub reads both endings.
    private static readonly string[] Endings = [".yml", ".yaml"];

    private readonly string _folder;
    private readonly string _stack;
    private readonly GitHubWorkflowAttribute _workflow;

    private NewWorkflow(string folder, string stack, string name, string branch) =>
        (_folder, _stack, _workflow) = (folder, stack, new GitHubWorkflowAttribute(name) { Branches = [branch], Invoke = [nameof(Components.IDeploy.Deploy)] });

    /// <summary>The file, relative to the folder.</summary>
    public string File => $".github/workflows/{_workflow.Name}.yml";

    /// <summary>The attribute of the build class that names it.</summary>
    public string Attribute => _workflow.Branches is ["main"]
        ? $"[GitHubWorkflow(\"{_workflow.Name}\", Invoke = [nameof(IDeploy.Deploy)])]"
        : $"[GitHubWorkflow(\"{_workflow.Name}\", Branches = [\"{_workflow.Branches[0]}\"], Invoke = [nameof(IDeploy.Deploy)])]";

    /// <summary>The workflow of a folder, under a name that no other has there; <see langword="null"/> where the folder is not the root of its repository, where alone GitHub looks.</summary>
    /// <param name="folder">The folder that gets the files.</param>
    /// <param name="stack">The folder of the compose file.</param>
    public static NewWorkflow? Of(string folder, string stack)
    {
        if (!IsRepository(folder) && Parents(folder).Any(IsRepository))
            return null;
        var name = ((string[])["deploy", "slipway", "slipway-deploy"]).FirstOrDefault(name => !Endings.Any(ending => Path.Exists(Path.Combine(folder, ".github", "workflows", name + ending))));
        return name is null ? null : new NewWorkflow(folder, stack, name, Branch(folder));
    }

    /// <summary>Writes the file, as the new build's own <c>GenerateWorkflows</c> would.</summary>
    /// <param name="host">What runs get.</param>
    /// <returns>What went wrong; empty where it was written.</returns>
    public async Task<string> WriteAsync(HostOptions host)
    {
        await using var said = new StringWriter();
        var temp = Directory.CreateTempSubdirectory("slipway-init-");
        try
        {
            var options = host with
            {
                Folder = _folder,
                IsProject = true,
                TempFolder = temp.FullName,
                Environment = host.Environment.Where(pair => !pair.Key.StartsWith("GITHUB_", StringComparison.Ordinal) && !pair.Key.StartsWith("SLIPWAY_", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal),
                Out = TextWriter.Synchronized(said),
                Error = TextWriter.Synchronized(said),
                Terminal = null,
                Colors = false,
            };
            return await new BuildHost(new NewBuild(_stack, _workflow), options).RunAsync([nameof(Components.IGitHubWorkflows.GenerateWorkflows), "--verbosity", "quiet"]) == ExitCodes.Done ? "" : said.ToString();
        }
        finally
        {
            temp.Delete(recursive: true);
        }
    }

    private static string Branch(string folder)
    {
        var head = Path.Combine(folder, ".git", "HEAD");
        return System.IO.File.Exists(head) && System.IO.File.ReadAllText(head).Trim() == "ref: refs/heads/master" ? "master" : "main";
    }

    private static bool IsRepository(string folder) => Path.Exists(Path.Combine(folder, ".git"));

    private static IEnumerable<string> Parents(string folder)
    {
        for (var parent = Path.GetDirectoryName(folder); parent is not null; parent = Path.GetDirectoryName(parent))
            yield return parent;
    }
}
