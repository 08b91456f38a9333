namespace Slipway.Components.Tests;

public sealed class RunningAllStacks
{
    [Fact]
    public async Task What_is_asked_for_is_planned_for_each_stack()
    {
        using var project = NewProject();

        var run = await project.RunAsync<Deploying>("Deploy", "--stack", "all", "--plan");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("EachStack:bakery", run.Out, StringComparison.Ordinal);
        Assert.Contains("EachStack:shop", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("HealthGate", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--stack", "all")]
    [InlineData("--stack=all")]
    public async Task It_is_done_for_each_stack_with_what_they_have_for_running_together(params string[] all)
    {
        using var project = NewProject();

        var run = await project.RunAsync<Deploying>(["PrepareEnvironment", .. all]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("PORT=1\n", project.Read("stacks/bakery/.env"));
        Assert.Equal("PORT=2\n", project.Read("stacks/shop/.env"));
        Assert.Contains("made stacks/bakery/.env", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_fails_does_not_keep_the_others_and_is_named()
    {
        using var project = NewProject();
        project.Write("stacks/bakery/compose.yaml", "services: [\n");

        var run = await project.RunAsync<Deploying>("PrepareEnvironment", "--stack", "all");

        Assert.Equal(ExitCodes.BuildIsWrong, run.ExitCode);
        Assert.Contains("error SW0917: stack 'bakery' ended with exit code 2", run.Out, StringComparison.Ordinal);
        Assert.Contains("try: do the same with --stack bakery", run.Out, StringComparison.Ordinal);
        Assert.Equal("PORT=2\n", project.Read("stacks/shop/.env"));
    }

    [Fact]
    public async Task A_stack_of_that_name_is_one_like_others()
    {
        using var project = NewProject();
        project.Write("stacks/all/compose.yaml", "services: {}\n");
        project.Write("stacks/all/.env.example", "PORT=3\n");

        var run = await project.RunAsync<Deploying>("PrepareEnvironment", "--stack", "all");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.False(File.Exists(project.PathOf("stacks/shop/.env")));
    }

    private static TestProject NewProject()
    {
        var project = new TestProject { Time = TimeProvider.System };
        project.Environment["DOCKER_HOST"] = $"unix://{project.PathOf("no.sock")}";
        foreach (var (name, port) in new[] { ("bakery", 1), ("shop", 2) })
        {
            project.Write($"stacks/{name}/compose.yaml", "services:\n  web: { image: 'alpine:3.21', ports: ['${PORT:?}:80'] }\n");
            project.Write($"stacks/{name}/.env.example", $"PORT={port}\n");
        }

        return project;
    }
}
