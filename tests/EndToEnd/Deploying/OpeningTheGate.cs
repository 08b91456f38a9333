using System.Globalization;
using Slipway.Containers.Composing;
using Slipway.Processes;

namespace EndToEnd.Deploying;

/// <summary>How long after the health check that completes it a gate opens, beside what compose needs.</summary>
[Trait("Category", "Deep")]
public sealed class OpeningTheGate(Machine machine, ITestOutputHelper output)
{
    private const int Rounds = 7;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_opens_within_20_ms_of_the_health_check_and_sooner_than_compose()
    {
        await using var project = machine.NewProject("latency");
        project.WriteCompose($$"""
            services:
              web:
                image: {{Machine.Base}}
                init: true
                command: ["sh", "-c", "sleep 2; touch /tmp/ready; exec sleep 3600"]
                healthcheck: { test: ["CMD", "test", "-f", "/tmp/ready"], interval: 500ms, retries: 50 }
            """);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await ComposeAsync(project, "up", "--detach", "--force-recreate");
            await new HealthGate(machine.Engine).WaitAsync(new HealthGateRequest { Project = project.StackName, Services = ["web"] }, cancellationToken: Cancellation);
            ours.Add(await SinceTheCheckAsync(project));
            await ComposeAsync(project, "up", "--wait", "--force-recreate");
            theirs.Add(await SinceTheCheckAsync(project));
        }

        var (gate, compose) = (Median(ours), Median(theirs));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"gate: {gate:0.0} ms, docker compose up --wait: {compose:0.0} ms (medians of {Rounds})"));
        Assert.True(gate < 20, $"the gate opened {gate} ms after the check");
        Assert.True(gate < compose, $"the gate needed {gate} ms, compose {compose} ms");
    }

    private async Task<double> SinceTheCheckAsync(Project project)
    {
        var now = TimeProvider.System.GetUtcNow();
        var container = Assert.Single(await project.ContainersAsync());
        return (now - container.Probes.First(probe => probe.ExitCode == 0).Ended).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private async Task ComposeAsync(Project project, params string[] arguments)
    {
        var compose = await ComposeCli.FindAsync(new ProcessRunner(TimeProvider.System), machine.Engine, Machine.Variables, [Slipway.Containers.Bootstrap.EngineBootstrap.ComposePath(Machine.Variables)], Cancellation);
        var command = compose.Command.Split(' ');
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation
        {
            Program = command[0],
            Arguments = [.. command[1..], "--project-name", project.StackName, .. arguments],
            WorkingFolder = project.Stack,
        });
        Assert.True(result.Succeeded, result.StandardError);
    }
}
