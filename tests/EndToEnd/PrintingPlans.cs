using System.Security.Cryptography;
using System.Text.Json;

namespace EndToEnd;

// It looks at everything that the engine has, which other tests change.
[Collection(nameof(Alone))]
public sealed class PrintingPlans(Machine machine)
{
    [Theory]
    [InlineData("--plan", false)]
    [InlineData("--plan", true)]
    [InlineData("--plan=json", false)]
    [InlineData("--plan=json", true)]
    public async Task A_plan_changes_nothing_and_only_reads_from_the_engine(string option, bool isDeployed)
    {
        await using var project = machine.NewProject("plan");
        project.WriteSmallStack(serviceEnd: "    env_file: .env");
        project.Write(".env.example", "# @generate hex 16\nTOKEN=\n");
        if (isDeployed)
            (await project.RunUnscannedAsync("Deploy")).Succeeds();
        await using var proxy = new RecordingProxy(machine.Engine.Endpoint.SocketPath!);
        var files = FilesOf(project);
        var engine = await ListAsync();
        project.Environment["DOCKER_HOST"] = proxy.Address;

        foreach (var target in (string[])["Deploy", "BuildFast", "BuildClean", "Stop", "Clean"])
            (await project.RunAsync(target, option)).Succeeds();

        Assert.Equal(files, FilesOf(project));
        Assert.Equal(engine, await ListAsync());
        Assert.NotEmpty(proxy.Requests);
        Assert.All(proxy.Requests, request => Assert.Matches("^(GET|HEAD) ", request));
    }

    [Fact]
    public async Task The_recording_sees_what_a_build_writes()
    {
        await using var project = machine.NewProject("recorded");
        project.WriteSmallStack();
        await using var proxy = new RecordingProxy(machine.Engine.Endpoint.SocketPath!);
        project.Environment["DOCKER_HOST"] = proxy.Address;

        (await project.RunAsync("BuildImages")).Succeeds();

        // A build goes by a session, or where the engine knows none, by one request.
        Assert.Contains(proxy.Requests, request => request.StartsWith("POST /session", StringComparison.Ordinal) || (request.StartsWith("POST ", StringComparison.Ordinal) && request.Contains("/build?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_node_has_a_reason()
    {
        await using var project = machine.NewProject("reasons");
        project.WriteSmallStack();

        var text = (await project.RunAsync("Deploy", "--plan")).Succeeds();
        var json = (await project.RunAsync("Deploy", "--plan=json")).Succeeds();

        using var plan = JsonDocument.Parse(json.Output);
        var nodes = plan.RootElement.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("name").GetString()!, node => node, StringComparer.Ordinal);
        Assert.All(nodes.Values, node => Assert.NotEqual("", node.GetProperty("reason").GetString()));
        Assert.Equal("run", nodes["BuildImages:web"].GetProperty("decision").GetString());
        Assert.Equal("no image with this fingerprint", nodes["BuildImages:web"].GetProperty("reason").GetString());
        Assert.Equal(["Restore:alpine:3.21"], nodes["BuildImages:web"].GetProperty("needs").EnumerateArray().Select(need => need.GetString()).Where(need => need!.StartsWith("Restore", StringComparison.Ordinal)));
        var rows = text.Output.Split('\n').Where(line => line.Length > 5 && char.IsDigit(line[5])).ToList();
        Assert.All(rows, row => Assert.Matches(@"^ +\d+  \S+ +(run|decide at start|up to date|skip) {2,}\S", row));
        Assert.Equal(nodes.Keys.Where(name => name != "Deploy").Order(StringComparer.Ordinal), rows.Select(row => row[6..].Trim().Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> FilesOf(Project project) =>
        Directory.EnumerateFileSystemEntries(project.Folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Path.Combine(project.Folder, "stacks", "bases"), StringComparison.Ordinal))
            .ToDictionary(
                path => Path.GetRelativePath(project.Folder, path),
                path => File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : "folder",
                StringComparer.Ordinal);

    private async Task<List<string>> ListAsync()
    {
        var engine = machine.Engine;
        List<string> all =
        [
            .. (await engine.ListContainersAsync()).Select(c => $"container {c.Id} {c.StatusText.Contains("healthy", StringComparison.Ordinal)}"),
            .. (await engine.ListImagesAsync()).Select(i => $"image {i.Id} {string.Join(' ', i.Tags)}"),
            .. (await engine.ListVolumesAsync()).Select(v => $"volume {v.Name}"),
            .. (await engine.ListNetworksAsync()).Select(n => $"network {n.Id}"),
        ];
        return [.. all.Order(StringComparer.Ordinal)];
    }
}
