namespace Slipway.Components.Tests;

public sealed class PreparingTheEnvironment
{
    private const string Example = """
        # The token of the shop.
        # @generate hex 32
        TOKEN=
        ADDRESS=shop://${TOKEN}@db

        """;

    [Fact]
    public async Task A_missing_file_is_made_once_with_generated_values()
    {
        using var project = Stack.NewProject();
        File.Delete(project.PathOf("stacks/shop/.env"));
        project.Write("stacks/shop/.env.example", Example);

        var run = await project.RunAsync<Deploying>("PrepareEnvironment");

        Assert.Equal(0, run.ExitCode);
        var lines = project.Read("stacks/shop/.env").Split('\n');
        var token = lines.Single(line => line.StartsWith("TOKEN=", StringComparison.Ordinal))["TOKEN=".Length..];
        Assert.Matches("^[0-9a-f]{64}$", token);
        Assert.Contains($"ADDRESS=shop://{token}@db", lines);
        Assert.DoesNotContain(token, run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Planning_makes_no_file()
    {
        using var project = Stack.NewProject();
        File.Delete(project.PathOf("stacks/shop/.env"));
        project.Write("stacks/shop/.env.example", Example);
        var before = project.Files();

        var run = await project.RunAsync<Deploying>("Deploy", "--plan");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(before, project.Files());
        Assert.Contains("there is no stacks/shop/.env: made from .env.example", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_existing_file_stays_as_it_is()
    {
        using var project = Stack.NewProject();
        project.Write("stacks/shop/.env.example", Example);

        var run = await project.RunAsync<Deploying>("PrepareEnvironment");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("TOKEN=correct-horse\n", project.Read("stacks/shop/.env"));
    }
}
