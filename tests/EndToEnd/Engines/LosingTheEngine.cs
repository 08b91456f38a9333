namespace EndToEnd.Engines;

[Trait("Category", "Deep")]
public sealed class LosingTheEngine(Machine machine)
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_build_whose_engine_dies_says_so_and_can_be_repeated(bool isOld, bool hasSecret)
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings { IsOld = isOld });
        await using var project = machine.NewProject("dies");
        project.Environment["DOCKER_HOST"] = engine.Address;
        Write(project, "sleep 1000", hasSecret);
        var running = project.Start("BuildImages");
        await Processes.UntilAsync(() => Processes.Named($": {project.StackName}").Count > 0, "the step to run");

        await engine.KillAsync();
        var lost = (await running.Completion).FailsWith(1);
        await engine.StartAsync();
        Write(project, "true", hasSecret);
        var repeated = (await project.RunAsync("BuildImages")).Succeeds();
        var unchanged = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.StartsWith("error SW0403: the connection to the Docker engine was lost while asking it to build image 'web'\n", lost.Problem, StringComparison.Ordinal);
        Assert.StartsWith("FAILED", lost.Summary["BuildImages:web"], StringComparison.Ordinal);
        Assert.StartsWith("done: built", repeated.Summary["BuildImages:web"], StringComparison.Ordinal);
        Assert.StartsWith("up to date: fingerprint ", unchanged.Summary["BuildImages:web"], StringComparison.Ordinal);
    }

    private static void Write(Project project, string command, bool hasSecret)
    {
        var mount = hasSecret ? "--mount=type=secret,id=token " : "";
        project.WriteSmallStack(dockerfileEnd: $"RUN {mount}{command}; : {project.StackName}\nUSER 1000");
        if (!hasSecret)
            return;
        project.Environment["TOKEN_OF_THE_TEST"] = "anything-at-all";
        project.WriteBuildWithSecret("TOKEN_OF_THE_TEST");
    }
}
