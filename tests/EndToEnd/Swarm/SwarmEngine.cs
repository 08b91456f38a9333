using System.Net.Http.Json;
using System.Text.Json;
using EndToEnd.Engines;
using Slipway.Containers.Engine;

namespace EndToEnd.Swarm;

/// <summary>An engine of a test's own that manages a swarm of one machine; the bridge that swarms make on a machine is gone with it.</summary>
internal sealed class SwarmEngine : IAsyncDisposable
{
    private const string Bridge = "docker_gwbridge";

    private readonly OwnEngine _engine;
    private readonly HttpClient _http;

    private SwarmEngine(OwnEngine engine)
    {
        _engine = engine;
        _http = EngineHttp.Open(engine.Client.Endpoint);
    }

    public EngineClient Client => _engine.Client;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Starts one. Skips the test where the machine is in a swarm already.</summary>
    public static async Task<SwarmEngine> StartAsync(Machine machine)
    {
        Assert.SkipWhen(Directory.Exists($"/sys/class/net/{Bridge}"), "this machine is in a swarm, of which there can be one");
        var engine = new SwarmEngine(await OwnEngine.StartAsync(machine, new EngineSettings()));
        try
        {
            using var begun = await engine._http.PostAsJsonAsync("swarm/init", new { ListenAddr = "127.0.0.1:2377", AdvertiseAddr = "127.0.0.1" }, Test);
            Assert.True(begun.IsSuccessStatusCode, await begun.Content.ReadAsStringAsync(Test));
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>A project whose stack goes to this swarm.</summary>
    public Project NewProject(Machine machine, string name)
    {
        var project = machine.NewProject(name);
        project.Environment["DOCKER_HOST"] = _engine.Address;
        project.Environment["SLIPWAY_ORCHESTRATOR"] = "swarm";
        return project;
    }

    /// <summary>The stack's services, networks and secrets.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync(Project project) =>
    [
        .. (await ListAsync("services", project)).Select(one => $"service {one.GetProperty("Spec").GetProperty("Name").GetString()}"),
        .. (await ListAsync("networks", project)).Select(one => $"network {one.GetProperty("Name").GetString()}"),
        .. (await ListAsync("secrets", project)).Select(one => $"secret {one.GetProperty("Spec").GetProperty("Name").GetString()}"),
    ];

    /// <summary>The ids of the images that a service's tasks run.</summary>
    public async Task<IReadOnlyList<string>> ImagesAsync(Project project, string service) =>
    [
        .. (await Client.ListContainersAsync([$"com.docker.swarm.service.name={project.StackName}_{service}"], all: false, Test)).Select(container => container.ImageId),
    ];

    public async ValueTask DisposeAsync()
    {
        using (await _http.PostAsync(new Uri("swarm/leave?force=1", UriKind.Relative), content: null))
        using (await _http.DeleteAsync(new Uri($"networks/{Bridge}", UriKind.Relative)))
            _http.Dispose();
        await _engine.DisposeAsync();
    }

    private async Task<IEnumerable<JsonElement>> ListAsync(string what, Project project)
    {
        var filters = Uri.EscapeDataString($$"""{"label":["com.docker.stack.namespace={{project.StackName}}"]}""");
        return (await _http.GetFromJsonAsync<JsonElement>($"{what}?filters={filters}", Test)).EnumerateArray().ToList();
    }
}
