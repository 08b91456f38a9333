using System.Text.Json;

namespace EndToEnd.Stacks;

/// <summary>What the engine tells about a container beyond what the build asks for.</summary>
/// <param name="Json">The answer of <c>GET /containers/ID/json</c>.</param>
/// <param name="Users">The numbers of the users that its processes run as.</param>
internal sealed record ContainerFacts(JsonElement Json, IReadOnlyList<int> Users)
{
    private JsonElement Host => Json.GetProperty("HostConfig");

    public string HealthState => Json.GetProperty("State").GetProperty("Health").GetProperty("Status").GetString()!;

    /// <summary>The memory limit in MiB.</summary>
    public long MemoryLimit => Host.GetProperty("Memory").GetInt64() / 1024 / 1024;

    public double Processors => Host.GetProperty("NanoCpus").GetInt64() / 1e9;

    public bool IsReadOnly => Host.GetProperty("ReadonlyRootfs").GetBoolean();

    public string LogSettings => string.Join(' ', Host.GetProperty("LogConfig").GetProperty("Config").EnumerateObject()
        .Select(option => $"{option.Name}={option.Value.GetString()}").Order(StringComparer.Ordinal).Prepend(Host.GetProperty("LogConfig").GetProperty("Type").GetString()));

    public string CapabilitiesDropped => Items(Host.GetProperty("CapDrop"));

    public string SecurityOptions => Items(Host.GetProperty("SecurityOpt"));

    public string Restarts => Host.GetProperty("RestartPolicy").GetProperty("Name").GetString()!;

    /// <summary>What everybody who may list processes sees.</summary>
    public string Arguments => $"{Json.GetProperty("Path").GetString()} {Items(Json.GetProperty("Args"))}";

    /// <summary>The volumes and folders that are mounted, as 'type:target'.</summary>
    public IReadOnlyList<string> Mounted =>
        [.. Json.GetProperty("Mounts").EnumerateArray().Select(mount => $"{mount.GetProperty("Type").GetString()}:{mount.GetProperty("Destination").GetString()}").Order(StringComparer.Ordinal)];

    /// <summary>Sees that no process runs as root, and that the file system, rights and logs are those of the stacks' rule.</summary>
    public void IsHardened()
    {
        Assert.NotEmpty(Users);
        Assert.DoesNotContain(0, Users);
        Assert.Equal("ALL", CapabilitiesDropped);
        Assert.Equal("no-new-privileges:true", SecurityOptions);
        Assert.StartsWith("json-file ", LogSettings, StringComparison.Ordinal);
        Assert.Contains("max-file=3 max-size=10m", LogSettings, StringComparison.Ordinal);
    }

    private static string Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? string.Join(' ', list.EnumerateArray().Select(item => item.GetString())) : "";
}
