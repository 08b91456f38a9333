namespace Slipway.Components.Tests;

public sealed class ChoosingAStack
{
    [Fact]
    public async Task An_unknown_stack_is_refused_with_the_nearest_name()
    {
        using var project = Stack.NewProject();

        var run = await project.RunAsync<Deploying>("BuildFast", "--stack", "shpo");

        Assert.Equal(ExitCodes.BuildIsWrong, run.ExitCode);
        Assert.Equal(
            """
            error SW0701: there is no stack 'shpo'
              looked for a compose file in stacks/shpo
              try: --stack shop

            """,
            run.Error);
    }

    [Fact]
    public async Task One_of_several_has_to_be_named()
    {
        using var project = Stack.NewProject();
        project.Write("stacks/bakery/compose.yaml", "services: {}\n");

        var run = await project.RunAsync<Deploying>("BuildFast");

        Assert.Equal(ExitCodes.BuildIsWrong, run.ExitCode);
        Assert.Equal(
            """
            error SW0702: which stack? there are 2: bakery, shop
              try: --stack bakery, or "Stack" in .nuke/parameters.json

            """,
            run.Error);
    }

    [Fact]
    public async Task A_missing_variable_names_place_and_remedy_and_shows_no_value()
    {
        using var project = Stack.NewProject();
        project.Write("stacks/shop/.env", "OTHER=correct-horse\n");

        var run = await project.RunAsync<Deploying>("BuildFast", "--plan");

        Assert.Equal(ExitCodes.BuildIsWrong, run.ExitCode);
        Assert.Contains("'TOKEN'", run.Error, StringComparison.Ordinal);
        Assert.Contains("stacks/shop/compose.yaml:11", run.Error, StringComparison.Ordinal);
        Assert.Contains("stacks/shop/.env", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("correct-horse", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_example_does_not_mention_would_be_missing_from_the_file_made_of_it()
    {
        using var project = Stack.NewProject();
        File.Delete(project.PathOf("stacks/shop/.env"));
        project.Write("stacks/shop/.env.example", "OTHER=1\n");

        var run = await project.RunAsync<Deploying>("BuildFast", "--plan");

        Assert.Equal(ExitCodes.BuildIsWrong, run.ExitCode);
        Assert.Equal(
            """
            error SW0256: variable 'TOKEN' is required and not set; stacks/shop/.env.example, which a missing .env is made from, does not mention it
              stacks/shop/compose.yaml:11:27
              try: add TOKEN= to stacks/shop/.env.example, or set it in the environment

            """,
            run.Error);
    }

    [Fact]
    public async Task A_misspelt_setting_of_x_slipway_is_refused()
    {
        using var project = Stack.NewProject();
        project.Write("stacks/shop/compose.yaml", Stack.Compose.Replace("migrate: migrate", "migrat: migrate", StringComparison.Ordinal));

        var run = await project.RunAsync<Deploying>("BuildFast", "--plan");

        Assert.Equal(ExitCodes.BuildIsWrong, run.ExitCode);
        Assert.Equal(
            """
            error SW0251: x-slipway knows no 'migrat'
              stacks/shop/compose.yaml:1:32
              try: migrate

            """,
            run.Error);
    }

    [Fact]
    public async Task A_broken_compose_file_does_not_keep_other_targets_from_running()
    {
        using var project = Stack.NewProject();
        project.Write("stacks/shop/compose.yaml", "services: [\n");

        var run = await project.RunAsync<Deploying>("--list");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }
}
