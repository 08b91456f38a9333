using System.Globalization;
using System.Security.Cryptography;
using Slipway.Containers.Composing;

namespace EndToEnd.Stacks;

/// <summary>Several stacks by one command.</summary>
public sealed class DeployingAllStacks(Machine machine)
{
    [Fact]
    public async Task Two_stacks_that_want_one_port_run_together_and_go_together()
    {
        await using var project = machine.NewProject("all");
        var (shared, other) = (Registry.FreePort(), Registry.FreePort());
        var second = project.StackName + "-b";
        foreach (var (name, preset) in new[] { (project.StackName, ""), (second, $"x-slipway: {{ together: {{ WEB_PORT: {other.ToString(CultureInfo.InvariantCulture)} }} }}\n") })
        {
            project.Write($"../{name}/compose.yaml", $$"""
                {{preset}}services:
                  web:
                    image: {{Machine.Base}}
                    init: true
                    command: ["busybox", "httpd", "-f", "-p", "8080", "-h", "/etc"]
                    ports: ["${WEB_PORT:-{{shared.ToString(CultureInfo.InvariantCulture)}}}:8080"]
                    healthcheck: { test: ["CMD", "wget", "-q", "-O", "-", "http://127.0.0.1:8080/os-release"], interval: 1s, retries: 10 }
                """);
        }

        try
        {
            var deployed = (await project.RunUnscannedAsync("Deploy", "--stack", "all")).Succeeds();

            Assert.Equal(["EachStack:STACK", "EachStack:STACK-b"], deployed.Summary.Keys);
            using var http = new HttpClient();
            foreach (var port in new[] { shared, other })
                Assert.Contains("Debian", await http.GetStringAsync(new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/os-release"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            (await project.RunAsync("Clean", "--volumes", "--stack", "all")).Succeeds();
        }

        foreach (var name in new[] { project.StackName, second })
            Assert.Empty(await machine.Engine.ListContainersAsync([$"{ComposeLabels.Project}={name}"], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    [Trait("Category", "Deep")]
    public async Task All_five_run_beside_each_other()
    {
        string[] names = ["bot-core", "thebot", "pyhabot", "quit-smoking-bot", "money-bot"];
        await using var project = machine.NewProject("five");
        Directory.Delete(project.Stack);
        var tag = project.StackName;
        foreach (var name in names)
            StackProject.Copy(Path.Combine(Machine.Repository, "stacks", name), Path.Combine(project.Folder, "stacks", $"{name}-{tag}"));
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variable in (string[])["DASHBOARD_PORT", "RUST_ENGINE_PORT", "PYTHON_AI_PORT"])
            project.Environment[variable] = (ports[variable] = Registry.FreePort()).ToString(CultureInfo.InvariantCulture);
        project.Environment["TAG"] = tag;
        project.Environment["HEALTH_INTERVAL"] = "2s";
        project.Environment["BOT_NETWORK_SUBNET"] = string.Create(CultureInfo.InvariantCulture, $"10.{RandomNumberGenerator.GetInt32(150, 250)}.{RandomNumberGenerator.GetInt32(256)}.0/24");
        foreach (var (variable, name) in new[] { ("PYHABOT_NAME", "pyhabot"), ("SYSTEM_NAME", "quit"), ("MONEY_BOT_NAME", "money") })
            project.Environment[variable] = $"{name}-{tag}";

        try
        {
            (await project.RunUnscannedAsync("Deploy", "--stack", "all")).Succeeds();

            using var http = new HttpClient();
            Uri[] addresses =
            [
                .. ports.Values.Zip((string[])["/health", "/api/health", "/health"]).Select(pair => new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{pair.First}{pair.Second}"))),
                // Where THE_BOT goes when it is not alone.
                new("http://127.0.0.1:3100/api/system/health/"),
                new("http://127.0.0.1:8200/api/system/health/"),
            ];
            foreach (var address in addresses)
                Assert.NotEqual("", await http.GetStringAsync(address, TestContext.Current.CancellationToken));
        }
        finally
        {
            (await project.RunAsync("Clean", "--volumes", "--stack", "all")).Succeeds();
        }
    }
}
