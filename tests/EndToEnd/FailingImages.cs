namespace EndToEnd;

public sealed class FailingImages(Machine machine)
{
    [Fact]
    public async Task A_step_that_fails_is_told_by_its_line_with_its_last_output()
    {
        await using var project = machine.NewProject("step");
        project.WriteSmallStack(dockerfileEnd: "RUN echo fetching the parts \\\n && echo part 7 is missing \\\n && exit 5\nUSER 1000");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.Equal(
            """
            error SW0421: image 'web' could not be built: 'RUN echo fetching the parts  && echo part 7 is missing  && exit 5' failed
              stacks/STACK/web/Dockerfile:3:1
              step:   [3/3] RUN echo fetching the parts  && echo part 7 is missing  && exit 5
              reason: exit code 5
              output: fetching the parts
                part 7 is missing
              try: correct stacks/STACK/web/Dockerfile:3:1; the output above is the step's own
              log: .nuke/temp/logs/BuildImages_web.log
            """,
            run.Problem);
        Assert.Equal("not run: needs BuildImages:web", run.Summary["ComposeUp"]);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_file_that_is_not_in_the_context_is_told_by_the_line_that_copies_it()
    {
        await using var project = machine.NewProject("copy");
        project.WriteSmallStack(dockerfileEnd: "COPY settings.toml /\nUSER 1000");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith("error SW0421: image 'web' could not be built: 'COPY settings.toml /' failed\n  stacks/STACK/web/Dockerfile:3:1\n", run.Problem, StringComparison.Ordinal);
        Assert.Contains("\n  try: check that the file is in the build context and not excluded by .dockerignore\n", run.Problem, StringComparison.Ordinal);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_base_that_cannot_be_had_is_told_of_before_anything_is_built()
    {
        await using var project = machine.NewProject("base");
        project.WriteSmallStack();
        project.Write("web/Dockerfile", "FROM 127.0.0.1:1/nobody/has-this:1.0\nUSER 1000\n");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith(
            "error SW0431: base image '127.0.0.1:1/nobody/has-this:1.0' cannot be had: it is not on the engine, cannot be pulled, and has no offline recipe\n",
            run.Problem,
            StringComparison.Ordinal);
        Assert.Contains("\n  try: check its name and the network, or add a recipe to stacks/bases/recipes\n", run.Problem, StringComparison.Ordinal);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_failed_build_leaves_the_image_that_was_there()
    {
        await using var project = machine.NewProject("former");
        project.WriteSmallStack();
        (await project.RunAsync("BuildImages")).Succeeds();
        var before = await project.ImageIdAsync("web:test");
        project.WriteSmallStack(dockerfileEnd: "RUN exit 1\nUSER 1000");

        (await project.RunAsync("BuildImages")).FailsWith(1);

        Assert.Equal(before, await project.ImageIdAsync("web:test"));
    }
}
