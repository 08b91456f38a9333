using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace EndToEnd.Stacks;

/// <summary>Bot Core with all that is optional; its bases take a minute to make.</summary>
public sealed class DeployingBotCoreWithEverything(Machine machine)
{
    private static readonly string[] Ports = ["DASHBOARD_PORT", "RUST_ENGINE_PORT", "PYTHON_AI_PORT", "RABBITMQ_PORT", "RABBITMQ_UI_PORT", "PROMETHEUS_PORT", "GRAFANA_PORT"];

    [Fact]
    [Trait("Category", "Deep")]
    public async Task Redis_messages_and_monitoring_work_with_the_limits_of_a_small_machine()
    {
        await using var stack = StackProject.Of(machine, "bot-core", Ports);
        stack.Set("RABBITMQ_HEALTH_INTERVAL", "3s");
        stack.Set("BOT_NETWORK_SUBNET", string.Create(CultureInfo.InvariantCulture, $"10.{RandomNumberGenerator.GetInt32(150, 250)}.{RandomNumberGenerator.GetInt32(256)}.0/24"));
        var prometheus = Path.Combine(stack.Project.Stack, "infrastructure", "monitoring", "prometheus.yml");
        await File.WriteAllTextAsync(prometheus, (await File.ReadAllTextAsync(prometheus, TestContext.Current.CancellationToken)).Replace("scrape_interval: 15s", "scrape_interval: 1s", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        string[] options = ["--with-enterprise", "--memory-optimized"];

        var deployed = await stack.DeployAsync(options);

        Assert.Equal("done: 8 of 8 services are ready", deployed.Summary["HealthGate"]);
        var containers = await stack.ContainersAsync();
        Assert.Equal((1536, 1024, 512), (containers["python-ai-service"].MemoryLimit, containers["rust-core-engine"].MemoryLimit, containers["nextjs-ui-dashboard"].MemoryLimit));
        foreach (var service in (string[])["redis", "rabbitmq", "prometheus", "grafana"])
            containers[service].IsHardened();
        var values = stack.EnvironmentFile();
        Assert.DoesNotContain(values["REDIS_PASSWORD"], containers["redis"].Arguments, StringComparison.Ordinal);
        Assert.StartsWith("PONG", await stack.ExecAsync("redis", "redis-cli", "ping"), StringComparison.Ordinal);
        Assert.Contains("NOAUTH", await stack.ExecAsync("redis", "sh", "-c", "unset REDISCLI_AUTH; redis-cli ping"), StringComparison.Ordinal);
        await stack.TextAsync("GRAFANA_PORT", "/api/health");
        await stack.TextAsync("RABBITMQ_UI_PORT", "/api/overview", HttpStatusCode.Unauthorized);
        await CheckTargetsAsync(stack);
        await stack.RemoveAsync(options);
    }

    // Prometheus has nothing that could be waited for: it is asked as often as it asks.
    private static async Task CheckTargetsAsync(StackProject stack)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var targets = (await stack.JsonAsync("PROMETHEUS_PORT", "/api/v1/targets")).GetProperty("data").GetProperty("activeTargets").EnumerateArray()
                .ToDictionary(target => target.GetProperty("labels").GetProperty("job").GetString()!, target => target.GetProperty("health").GetString()!, StringComparer.Ordinal);
            Assert.Equal(["prometheus", "python-ai-service", "rust-core-engine"], targets.Keys.Order(StringComparer.Ordinal));
            if (targets.Values.All(health => health == "up"))
                return;
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(1), $"Not all are scraped: {string.Join(", ", targets)}");
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }
}
