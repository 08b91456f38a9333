using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Containers.Engine;

namespace EndToEnd;

/// <summary>The repository's own stack, under another name, on other ports and another network than one that may run.</summary>
public sealed class DeployingBotCore(Machine machine)
{
    [Fact]
    public async Task It_is_deployed_answers_is_migrated_again_stopped_and_removed()
    {
        await using var project = machine.NewProject("bot-core");
        CopySources(project);
        var (dashboard, engine, ai) = (Registry.FreePort(), Registry.FreePort(), Registry.FreePort());
        project.Environment["DASHBOARD_PORT"] = Text(dashboard);
        project.Environment["RUST_ENGINE_PORT"] = Text(engine);
        project.Environment["PYTHON_AI_PORT"] = Text(ai);
        project.Environment["TAG"] = project.StackName;
        project.Environment["HEALTH_INTERVAL"] = "1s";
        project.Environment["BOT_NETWORK_SUBNET"] = $"10.{Text(RandomNumberGenerator.GetInt32(150, 250))}.{Text(RandomNumberGenerator.GetInt32(256))}.0/24";

        // With a network, scans would find something else every day.
        (await project.RunAsync("Restore")).Succeeds();
        project.CutOff();
        var deployed = (await project.RunAsync("Deploy")).Succeeds();

        Assert.Equal("done: 4 of 4 services are ready", deployed.Summary["HealthGate"]);
        Assert.Equal(["nextjs-ui-dashboard", "postgres", "python-ai-service", "rust-core-engine"], (await project.ContainersAsync()).Select(container => container.Name[(project.StackName.Length + 1)..^2]));
        Assert.All(await project.ContainersAsync(), container => Assert.Equal(HealthStatus.Healthy, container.Health));
        using var http = new HttpClient();
        Assert.Contains("<html", await AnswerAsync(http, dashboard, "/"), StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual("", await AnswerAsync(http, engine, "/api/health"));
        using var health = JsonDocument.Parse(await AnswerAsync(http, ai, "/health"));
        Assert.Equal(2, SchemaVersion(health.RootElement));

        var migrated = (await project.RunAsync("Migrate")).Succeeds();
        Assert.StartsWith("done: ", migrated.Summary["Migrate"], StringComparison.Ordinal);
        using var after = JsonDocument.Parse(await AnswerAsync(http, ai, "/health"));
        Assert.Equal(2, SchemaVersion(after.RootElement));

        (await project.RunAsync("Stop")).Succeeds();
        Assert.DoesNotContain(await project.LeftOnEngineAsync(), left => left.StartsWith("container ", StringComparison.Ordinal) || left.StartsWith("network ", StringComparison.Ordinal));
        (await project.RunAsync("Clean", "--volumes")).Succeeds();
        Assert.Empty(await project.LeftOnEngineAsync());
    }

    private static int SchemaVersion(JsonElement health) => health.GetProperty("schema_version").GetInt32();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Task<string> AnswerAsync(HttpClient http, int port, string path) =>
        http.GetStringAsync(new Uri($"http://127.0.0.1:{Text(port)}{path}"), TestContext.Current.CancellationToken);

    // Without what is not part of the repository, such as a .env of whoever runs the tests.
    private static void CopySources(Project project)
    {
        var source = Path.Combine(Machine.Repository, "stacks", "bot-core");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(source, file);
            if (path == ".env" || path.Split('/').Any(part => part is "target" or "node_modules" or "__pycache__"))
                continue;
            var copy = Path.Combine(project.Stack, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
