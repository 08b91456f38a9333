using System.Text.Json;

namespace Slipway.Components.Tests;

public sealed class PresettingAStack
{
    private const string Compose = """
        x-slipway:
          profiles: [prod]
          memory-optimized: { REDIS: 6-small }
          together: { REDIS: 6-beside, ALPINE: "3.20" }
        services:
          web: { image: 'alpine:${ALPINE:-3.21}', profiles: [prod] }
          redis: { image: 'redis:${REDIS:-7-alpine}', profiles: [redis] }
          rabbitmq: { image: 'rabbitmq:3', profiles: [messaging] }
          prometheus: { image: 'prom/prometheus:v2', profiles: [monitoring] }
          tests: { image: shop/tests:test, build: ./web, profiles: [test] }

        """;

    [Theory]
    [InlineData("--with-redis", "alpine:3.21 redis:7-alpine")]
    [InlineData("--with-redis --with-monitoring", "alpine:3.21 prom/prometheus:v2 redis:7-alpine")]
    [InlineData("--with-enterprise --with-redis", "alpine:3.21 prom/prometheus:v2 rabbitmq:3 redis:7-alpine")]
    [InlineData("--with-messaging --profiles redis", "rabbitmq:3 redis:7-alpine")]
    [InlineData("--with-redis --memory-optimized", "alpine:3.21 redis:6-small")]
    [InlineData("--with-redis --together", "alpine:3.20 redis:6-beside")]
    [InlineData("--with-redis --together --memory-optimized", "alpine:3.20 redis:6-small")]
    public async Task An_option_adds_its_profile_or_its_variables(string options, string restored)
    {
        using var project = NewProject();

        Assert.Equal(restored, await RestoredAsync(project, options.Split(' ')));
    }

    [Fact]
    public async Task The_environment_wins_over_presets_and_the_environment_file_over_those_of_stacks_that_run_together()
    {
        using var project = NewProject();
        project.Write("stacks/shop/.env", "REDIS=file\nALPINE=file\n");

        Assert.Equal("alpine:file redis:6-small", await RestoredAsync(project, "--with-redis", "--together", "--memory-optimized"));
        project.Environment["REDIS"] = "mine";
        Assert.Equal("alpine:file redis:mine", await RestoredAsync(project, "--with-redis", "--together", "--memory-optimized"));
    }

    [Fact]
    public async Task A_profile_that_no_service_has_is_refused_and_all_of_them_at_once()
    {
        using var project = NewProject();
        project.Write("stacks/shop/compose.yaml", "services:\n  cache: { image: 'redis:7-alpine', profiles: [reddis] }\n");

        var run = await project.RunAsync<Deploying>("Restore", "--with-redis", "--with-monitoring", "--plan");

        Assert.Equal(ExitCodes.BuildIsWrong, run.ExitCode);
        Assert.Equal(
            """
            error SW0914: --with-redis starts the services of profile 'redis', and stack 'shop' has none
              compose.yaml
              its profiles: reddis
              try: --profiles reddis

            error SW0914: --with-monitoring starts the services of profile 'monitoring', and stack 'shop' has none
              compose.yaml
              its profiles: reddis
              try: leave --with-monitoring out

            """,
            run.Error.Replace("\nerror SW0914: --with-m", "\n\nerror SW0914: --with-m", StringComparison.Ordinal).Replace("\n\n\n", "\n\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stack_that_says_nothing_of_small_machines_is_told_so()
    {
        using var project = Stack.NewProject();

        var run = await project.RunAsync<Deploying>("Restore", "--memory-optimized", "--plan");

        Assert.Equal(ExitCodes.BuildIsWrong, run.ExitCode);
        Assert.Equal(
            """
            error SW0915: stack 'shop' does not say what --memory-optimized means for it
              compose.yaml
              try: x-slipway: { memory-optimized: { NAME: VALUE } }, with the variables of its limits

            """,
            run.Error);
    }

    [Theory]
    [InlineData("together: [3000]")]
    [InlineData("together: { PORT: [3000] }")]
    [InlineData("memory-optimized: 512M")]
    public async Task Presets_are_variables_with_their_values(string setting)
    {
        using var project = NewProject();
        project.Write("stacks/shop/compose.yaml", $"x-slipway:\n  {setting}\nservices:\n  web: {{ image: 'alpine:3.21' }}\n");

        var run = await project.RunAsync<Deploying>("Restore", "--plan");

        Assert.Equal(ExitCodes.BuildIsWrong, run.ExitCode);
        Assert.StartsWith("error SW0916: x-slipway wants variables with their values here\n  stacks/shop/compose.yaml:2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_are_built_for_StackTest_and_not_for_a_deployment()
    {
        using var project = NewProject();

        Assert.Contains("BuildImages:tests", (await NodesAsync(project, "StackTest")).Keys);
        Assert.DoesNotContain("BuildImages:tests", (await NodesAsync(project, "Deploy")).Keys);
        Assert.Contains("BuildImages:tests", (await NodesAsync(project, "Deploy", "StackTest")).Keys);
    }

    [Fact]
    public async Task Images_are_built_anew_on_request()
    {
        using var project = Stack.NewProject();

        var nodes = await NodesAsync(project, "Deploy", "--force-rebuild");

        Assert.Equal("forced by --force-rebuild", nodes["BuildImages:web"].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("deploy/docker")]
    [InlineData("deploy")]
    [InlineData("docker")]
    public async Task A_compose_file_may_lie_deeper_with_the_environment_file_above_it(string deeper)
    {
        using var project = new TestProject { Time = TimeProvider.System };
        project.Environment["DOCKER_HOST"] = $"unix://{project.PathOf("no.sock")}";
        project.Write($"stacks/bot/{deeper}/docker-compose.yml", "services:\n  bot: { image: 'alpine:${TAG:?}', build: ./bot }\n");
        project.Write($"stacks/bot/{deeper}/bot/Dockerfile", "FROM alpine:3.21\n");
        project.Write("stacks/bot/.env", "TAG=of-the-stack\n");

        var nodes = await NodesAsync(project, "BuildFast", "--stack", "bot");

        Assert.Contains("BuildImages:bot", nodes.Keys);
        Assert.Contains("Restore:alpine:3.21", nodes.Keys);
    }

    private static TestProject NewProject()
    {
        var project = new TestProject { Time = TimeProvider.System };
        project.Environment["DOCKER_HOST"] = $"unix://{project.PathOf("no.sock")}";
        project.Write("stacks/shop/compose.yaml", Compose);
        project.Write("stacks/shop/web/Dockerfile", "FROM alpine:3.21\nUSER 1000\n");
        return project;
    }

    private static async Task<string> RestoredAsync(TestProject project, params string[] options) => string.Join(
        ' ',
        (await NodesAsync(project, ["Restore", .. options])).Keys.Where(name => name.StartsWith("Restore:", StringComparison.Ordinal)).Select(name => name["Restore:".Length..]).Order(StringComparer.Ordinal));

    private static async Task<Dictionary<string, JsonElement>> NodesAsync(TestProject project, params string[] args)
    {
        var run = await project.RunAsync<Deploying>([.. args, "--plan=json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var plan = JsonDocument.Parse(run.Out);
        return plan.RootElement.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("name").GetString()!, node => node.Clone(), StringComparer.Ordinal);
    }
}
