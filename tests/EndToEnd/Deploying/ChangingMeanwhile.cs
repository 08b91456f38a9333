using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Deploying;

/// <summary>What others do between the look at everything and the start of services.</summary>
public sealed class ChangingMeanwhile(Machine machine)
{
    [Fact]
    public async Task An_image_whose_tag_was_moved_after_its_verification_is_deployed_as_it_was_verified()
    {
        await using var project = machine.NewProject("moved");
        WriteStack(project);
        var running = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await running.SaysAsync("waits for the gate");
        var verified = await project.ImageIdAsync("web:test");

        await machine.Engine.TagAsync(Machine.Base, $"{project.StackName}/web:test", TestContext.Current.CancellationToken);
        project.Write("gate/open", "");

        (await running.Completion).Succeeds();
        Assert.NotEqual(verified, await project.ImageIdAsync("web:test"));
        Assert.Equal(verified, Assert.Single(await project.ContainersAsync()).ImageId);
    }

    [Fact]
    public async Task A_port_that_is_taken_between_the_examination_and_the_start_is_told_and_nothing_is_left()
    {
        await using var project = machine.NewProject("late-port");
        var port = Registry.FreePort().ToString(CultureInfo.InvariantCulture);
        WriteStack(project, $"    ports: ['127.0.0.1:{port}:80']");
        var running = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await running.SaysAsync("waits for the gate");

        using var listener = new TcpListener(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        listener.Start();
        project.Write("gate/open", "");

        var run = (await running.Completion).FailsWith(1);
        Assert.Equal(
            $"""
            error SW0506: port {port} is taken, and service 'web' needs it
              address: 127.0.0.1:{port}
              held by: a program that is no container of this engine
              try: find the program (ss -ltnp 'sport = :{port}') and stop it, or publish another port
              log: .nuke/temp/logs/ComposeUp.log
            """,
            run.Problem);
        await project.LeavesOnlyAsync("web:test");
    }

    // The migration keeps the deployment back until the test has done what it wants to.
    private static void WriteStack(Project project, string serviceEnd = "")
    {
        Directory.CreateDirectory(Path.Combine(project.Stack, "gate"));
        project.WriteSmallStack(serviceEnd: serviceEnd + $$"""

              migrate:
                image: {{Machine.Base}}
                profiles: [migrate]
                volumes: ["./gate:/gate:ro"]
                command: ["sh", "-c", "echo waits for the gate; until test -e /gate/open; do sleep 0.1; done"]
            x-slipway: { migrate: migrate }
            """);
    }
}
