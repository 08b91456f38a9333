using System.Globalization;
using System.Security.Cryptography;

namespace EndToEnd.Stacks;

/// <summary>The repository's own stack, under another name, on other ports and another network than one that may run.</summary>
public sealed class DeployingBotCore(Machine machine)
{
    private const string Dashboard = "DASHBOARD_PORT";
    private const string CoreEngine = "RUST_ENGINE_PORT";
    private const string Ai = "PYTHON_AI_PORT";

    [Fact]
    public async Task It_is_deployed_answers_is_migrated_again_stopped_and_removed()
    {
        await using var stack = StackProject.Of(machine, "bot-core", Dashboard, CoreEngine, Ai);
        stack.Set("BOT_NETWORK_SUBNET", string.Create(CultureInfo.InvariantCulture, $"10.{RandomNumberGenerator.GetInt32(150, 250)}.{RandomNumberGenerator.GetInt32(256)}.0/24"));
        var project = stack.Project;

        // With a network, scans would find something else every day.
        (await project.RunAsync("Restore")).Succeeds();
        project.CutOff();
        var deployed = (await project.RunAsync("Deploy")).Succeeds();

        Assert.Equal("done: 4 of 4 services are ready", deployed.Summary["HealthGate"]);
        await CheckContainersAsync(stack);
        Assert.Contains("<html", await stack.TextAsync(Dashboard, "/"), StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual("", await stack.TextAsync(CoreEngine, "/api/health"));
        Assert.Equal(2, await SchemaVersionAsync(stack));

        var migrated = (await project.RunAsync("Migrate")).Succeeds();
        Assert.StartsWith("done: ", migrated.Summary["Migrate"], StringComparison.Ordinal);
        Assert.Equal(2, await SchemaVersionAsync(stack));

        (await project.RunAsync("Stop")).Succeeds();
        Assert.DoesNotContain(await project.LeftOnEngineAsync(), left => left.StartsWith("container ", StringComparison.Ordinal) || left.StartsWith("network ", StringComparison.Ordinal));
        await stack.RemoveAsync();
    }

    private static async Task CheckContainersAsync(StackProject stack)
    {
        var containers = await stack.ContainersAsync();
        Assert.Equal(["nextjs-ui-dashboard", "postgres", "python-ai-service", "rust-core-engine"], containers.Keys.Order(StringComparer.Ordinal));
        Assert.All(containers.Values, container => Assert.Equal("healthy", container.HealthState));
        (string Service, long Memory, double Processors)[] limits = [("nextjs-ui-dashboard", 1024, 1), ("python-ai-service", 2048, 2), ("rust-core-engine", 2048, 2)];
        foreach (var (service, memory, processors) in limits)
        {
            containers[service].IsHardened();
            Assert.True(containers[service].IsReadOnly, service);
            Assert.Equal((memory, processors), (containers[service].MemoryLimit, containers[service].Processors));
        }

        var values = stack.EnvironmentFile();
        Assert.All(containers.Values, container => Assert.All(["POSTGRES_PASSWORD", "INTER_SERVICE_TOKEN", "RUST_API_KEY"], name => Assert.DoesNotContain(values[name], container.Arguments, StringComparison.Ordinal)));
    }

    private static async Task<int> SchemaVersionAsync(StackProject stack) => (await stack.JsonAsync(Ai, "/health")).GetProperty("schema_version").GetInt32();
}
