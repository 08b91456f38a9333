namespace Slipway.Components.Tests;

public sealed class WithoutAnEngine
{
    [Fact]
    public async Task The_run_ends_with_exit_code_3_and_names_the_flag()
    {
        using var project = Stack.NewProject();

        var run = await project.RunAsync<Deploying>("BuildFast");

        Assert.Equal(ExitCodes.ToolIsMissing, run.ExitCode);
        Assert.Contains($"error SW0401: no Docker engine answers at unix://{project.PathOf("no.sock")}", run.Out, StringComparison.Ordinal);
        Assert.Contains("--install-engine", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_run_says_what_it_needs()
    {
        using var project = Stack.NewProject();

        var run = await project.RunAsync<Deploying>("BuildFast");

        Assert.Contains("needs PrepareEngine", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 failed", run.Out, StringComparison.Ordinal);
    }
}
