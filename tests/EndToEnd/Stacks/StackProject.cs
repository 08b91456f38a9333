using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Slipway.Containers.Composing;

namespace EndToEnd.Stacks;

/// <summary>One of the repository's own stacks, copied under a name and on ports that nothing else on the machine has.</summary>
internal sealed class StackProject : IAsyncDisposable
{
    private readonly Machine _machine;
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };

    private StackProject(Machine machine, string name)
    {
        _machine = machine;
        Project = machine.NewProject(name);
        Copy(Path.Combine(Machine.Repository, "stacks", name), Project.Stack);
        Set("TAG", Project.StackName);
        Set("HEALTH_INTERVAL", "1s");
    }

    public Project Project { get; }

    /// <summary>A copy of <c>stacks/NAME</c>, each of the variables set to a free port of its own.</summary>
    public static StackProject Of(Machine machine, string name, params string[] portVariables)
    {
        var stack = new StackProject(machine, name);
        foreach (var variable in portVariables)
        {
            stack._ports[variable] = Registry.FreePort();
            stack.Set(variable, Text(stack._ports[variable]));
        }

        return stack;
    }

    public void Set(string variable, string value) => Project.Environment[variable] = value;

    /// <summary>From its sources to health, without scans.</summary>
    public async Task<Run> DeployAsync(params string[] more) => (await Project.RunUnscannedAsync(["Deploy", .. more])).Succeeds();

    /// <summary>Removes it with its data, and sees that nothing is left of it.</summary>
    public async Task RemoveAsync(params string[] more)
    {
        (await Project.RunAsync(["Clean", "--volumes", .. more])).Succeeds();
        Assert.Empty(await Project.LeftOnEngineAsync());
    }

    public Uri Address(string portVariable, string path, string scheme = "http") => new($"{scheme}://127.0.0.1:{Text(_ports[portVariable])}{path}");

    public async Task<HttpResponseMessage> AskAsync(string portVariable, string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(portVariable, path));
        change?.Invoke(request);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> TextAsync(string portVariable, string path, HttpStatusCode status = HttpStatusCode.OK, Action<HttpRequestMessage>? change = null)
    {
        using var answer = await AskAsync(portVariable, path, change);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {text}");
        return text;
    }

    public async Task<JsonElement> JsonAsync(string portVariable, string path, HttpStatusCode status = HttpStatusCode.OK, Action<HttpRequestMessage>? change = null)
    {
        using var json = JsonDocument.Parse(await TextAsync(portVariable, path, status, change));
        return json.RootElement.Clone();
    }

    /// <summary>What the engine tells about the containers of the stack's services.</summary>
    public async Task<IReadOnlyDictionary<string, ContainerFacts>> ContainersAsync()
    {
        var facts = new Dictionary<string, ContainerFacts>(StringComparer.Ordinal);
        foreach (var container in await _machine.Engine.ListContainersAsync([$"{ComposeLabels.Project}={Project.StackName}"]))
            facts[container.Labels[ComposeLabels.Service]] = await EngineFacts.ContainerAsync(_machine.Engine.Endpoint, container.Id);
        return facts;
    }

    /// <summary>Runs a command in the container of a service.</summary>
    public async Task<string> ExecAsync(string service, params string[] command)
    {
        var container = Assert.Single(await _machine.Engine.ListContainersAsync([$"{ComposeLabels.Project}={Project.StackName}", $"{ComposeLabels.Service}={service}"]));
        return await EngineFacts.ExecAsync(_machine.Engine.Endpoint, container.Id, command);
    }

    /// <summary>Waits until a service has written a text.</summary>
    public async Task SaysAsync(string service, string text)
    {
        var container = Assert.Single(await _machine.Engine.ListContainersAsync([$"{ComposeLabels.Project}={Project.StackName}", $"{ComposeLabels.Service}={service}"]));
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromMinutes(1));
        var said = new StringBuilder();
        try
        {
            await foreach (var line in _machine.Engine.ReadLogAsync(container.Id, follow: true, cancellationToken: late.Token))
            {
                said.AppendLine(line.Text);
                if (line.Text.Contains(text, StringComparison.Ordinal))
                    return;
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // What it said instead is told below.
        }

        Assert.Fail($"'{service}' did not say '{text}':\n{said}");
    }

    /// <summary>All that a service has written.</summary>
    public async Task<string> LogOfAsync(string service)
    {
        var text = new StringBuilder();
        foreach (var container in await _machine.Engine.ListContainersAsync([$"{ComposeLabels.Project}={Project.StackName}", $"{ComposeLabels.Service}={service}"]))
        {
            foreach (var line in await _machine.Engine.ContainerLogsAsync(container.Id, 1000))
                text.AppendLine(line.Text);
        }

        return text.ToString();
    }

    /// <summary>The values of the stack's <c>.env</c>.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentFile(string path = ".env") => File.ReadLines(Path.Combine(Project.Stack, path))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Project.DisposeAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Without what is not part of the repository, such as a .env of whoever runs the tests.
    internal static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(source, file);
            if (Path.GetFileName(path) == ".env" || path.Split('/').Any(part => part is "target" or "node_modules" or "__pycache__"))
                continue;
            var copy = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
