using System.Text.Json;

namespace Slipway.Components.Tests;

public sealed class PlanningADeployment
{
    [Fact]
    public async Task Everything_is_planned_in_order_without_an_engine()
    {
        using var project = Stack.NewProject();

        var nodes = await NodesAsync(project, "Deploy");

        Assert.Equal(
            [
                "BuildImages:web", "BuildImages:worker", "ComposeUp", "ComposeUpDependencies", "Deploy", "Doctor", "HealthGate", "Migrate",
                "PrepareEngine", "PrepareEnvironment", "PrepareTrivy", "PushImages:web", "PushImages:worker", "Restore:alpine:3.21",
                "Restore:postgres:15-alpine", "ScanImages:web", "ScanImages:worker", "VerifyImages:web", "VerifyImages:worker",
            ],
            nodes.Keys.Order(StringComparer.Ordinal));
        Assert.All(nodes.Values, node => Assert.NotEqual("", node.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("Restore:alpine:3.21", "Doctor")]
    [InlineData("BuildImages:web", "Restore:alpine:3.21")]
    [InlineData("BuildImages:worker", "BuildImages:web")]
    [InlineData("VerifyImages:web", "BuildImages:web")]
    [InlineData("ScanImages:web", "BuildImages:web")]
    [InlineData("PushImages:web", "ScanImages:worker")]
    [InlineData("PushImages:web", "VerifyImages:worker")]
    [InlineData("ComposeUpDependencies", "PushImages:worker")]
    [InlineData("ComposeUpDependencies", "Doctor")]
    [InlineData("Migrate", "ComposeUpDependencies")]
    [InlineData("ComposeUp", "Migrate")]
    [InlineData("HealthGate", "ComposeUp")]
    [InlineData("Deploy", "HealthGate")]
    public async Task One_node_waits_for_another(string node, string before)
    {
        using var project = Stack.NewProject();

        var nodes = await NodesAsync(project, "Deploy");

        Assert.Contains(before, Before(nodes, node));
    }

    [Fact]
    public async Task An_image_is_scanned_while_its_neighbour_still_builds()
    {
        using var project = Stack.NewProject();

        var nodes = await NodesAsync(project, "Deploy");

        Assert.DoesNotContain("BuildImages:worker", Before(nodes, "ScanImages:web"));
    }

    [Fact]
    public async Task Nothing_is_pushed_without_a_registry()
    {
        using var project = Stack.NewProject();

        var nodes = await NodesAsync(project, "Deploy");

        Assert.Equal(("skip", "no --registry is given"), Decision(nodes["PushImages:web"]));
    }

    [Fact]
    public async Task Trivy_is_not_prepared_where_scans_are_skipped()
    {
        using var project = Stack.NewProject();

        var nodes = await NodesAsync(project, "Push", "--skip", "ScanImages");

        Assert.DoesNotContain("PrepareTrivy", nodes.Keys);
        Assert.Contains("BuildImages:web", nodes.Keys);
    }

    [Theory]
    [InlineData("SLIPWAY_REGISTRY_USER", "error SW0709: the registry gets a user without a password\n  try: set SLIPWAY_REGISTRY_PASSWORD, or leave the user out\n")]
    [InlineData("SLIPWAY_REGISTRY_PASSWORD", "error SW0709: the registry gets a password without a user\n  try: give --registry-user, or leave the password out\n")]
    public async Task Half_of_the_registry_s_credentials_is_refused_before_anything_runs(string given, string problem)
    {
        using var project = Stack.NewProject();
        project.Environment[given] = "shop";

        var run = await project.RunAsync<Deploying>("Push", "--registry", "registry.invalid");

        Assert.Equal((ExitCodes.BuildIsWrong, problem), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Building_alone_needs_neither_doctor_nor_trivy()
    {
        using var project = Stack.NewProject();

        var nodes = await NodesAsync(project, "BuildFast");

        Assert.Equal(
            ["BuildFast", "BuildImages:web", "BuildImages:worker", "PrepareEngine", "Restore:alpine:3.21", "Restore:postgres:15-alpine"],
            nodes.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("BuildFast", "sequential")]
    [InlineData("Build", "parallel")]
    [InlineData("BuildClean", "adaptive")]
    public async Task Build_targets_choose_the_mode(string target, string mode)
    {
        using var project = Stack.NewProject();

        var run = await project.RunAsync<Deploying>(target, "--plan=json");

        using var plan = JsonDocument.Parse(run.Out);
        Assert.Equal(mode, plan.RootElement.GetProperty("mode").GetString());
    }

    [Fact]
    public async Task A_clean_build_leaves_the_cache_aside()
    {
        using var project = Stack.NewProject();

        var nodes = await NodesAsync(project, "BuildClean");

        Assert.Equal(("run", "forced by --no-cache"), Decision(nodes["BuildImages:web"]));
    }

    [Fact]
    public async Task Profiles_bring_what_they_name()
    {
        using var project = Stack.NewProject();

        var nodes = await NodesAsync(project, "Restore", "--profiles", "prod,extra");

        Assert.Contains("Restore:redis:7-alpine", nodes.Keys);
    }

    [Fact]
    public async Task Without_a_migrating_service_nothing_migrates()
    {
        using var project = Stack.NewProject();
        project.Write("stacks/shop/compose.yaml", Stack.Compose.Replace(", migrate: migrate", "", StringComparison.Ordinal));

        var nodes = await NodesAsync(project, "Migrate");

        Assert.Equal(("skip", "the compose file names no service that migrates"), Decision(nodes["Migrate"]));
    }

    private static (string? Decision, string? Reason) Decision(JsonElement node) =>
        (node.GetProperty("decision").GetString(), node.GetProperty("reason").GetString());

    private static async Task<Dictionary<string, JsonElement>> NodesAsync(TestProject project, params string[] args)
    {
        var run = await project.RunAsync<Deploying>([.. args, "--plan=json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var plan = JsonDocument.Parse(run.Out);
        return plan.RootElement.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("name").GetString()!, node => node.Clone(), StringComparer.Ordinal);
    }

    // Everything that has to have ended before.
    private static HashSet<string> Before(Dictionary<string, JsonElement> nodes, string name)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([name]);
        while (open.TryPop(out var next))
        {
            foreach (var need in nodes[next].GetProperty("needs").EnumerateArray().Select(need => need.GetString()!))
            {
                if (before.Add(need) && nodes.ContainsKey(need))
                    open.Push(need);
            }
        }

        return before;
    }
}
