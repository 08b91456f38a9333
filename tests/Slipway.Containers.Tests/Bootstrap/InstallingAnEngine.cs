using Slipway.Containers.Bootstrap;
using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Bootstrap;

public sealed class InstallingAnEngine
{
    [Fact]
    public async Task The_script_is_told_where_to_listen_and_tells_what_it_did()
    {
        using var folder = new TemporaryFolder();
        var steps = new List<string>();
        var processes = new FakeProcessRunner().Answer(_ => true, new FakeAnswer
        {
            Output =
            [
                new OutputLine("[install-engine 1 s] unpacking", IsError: true),
                new OutputLine("done=unpacked docker.io", IsError: false),
                new OutputLine("done=started dockerd", IsError: false),
                new OutputLine("engine=26.1.5", IsError: false),
            ],
        });

        var done = await new EngineBootstrap(processes, folder.Path).InstallEngineAsync("/run/x.sock", steps.Add, TestContext.Current.CancellationToken);

        Assert.Equal(["unpacked docker.io", "started dockerd"], done);
        Assert.Equal(["[install-engine 1 s] unpacking"], steps);
        var invocation = Assert.Single(processes.Invocations);
        Assert.Equal("/run/x.sock", invocation.Environment["SLIPWAY_ENGINE_SOCKET"]);
        Assert.StartsWith("#!/usr/bin/env bash\n", await File.ReadAllTextAsync(Assert.Single(invocation.Arguments), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_is_unfit_ends_with_exit_code_3_and_the_script_s_own_words()
    {
        using var folder = new TemporaryFolder();
        var processes = new FakeProcessRunner().Answer(_ => true, FakeAnswer.Failure(3, "this machine is no Debian"));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() =>
            new EngineBootstrap(processes, folder.Path).InstallEngineAsync("/run/x.sock", _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(ExitCodes.ToolIsMissing, thrown.ExitCode);
        Assert.Equal(
            """
            error SW0441: install-engine.sh failed with exit code 3
              this machine is no Debian
              try: follow what its last line says
            """,
            thrown.Message);
    }
}
