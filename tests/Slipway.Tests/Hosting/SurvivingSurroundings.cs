using Slipway.Testing;

namespace Slipway.Tests.Hosting;

/// <summary>Folders that cannot be written, streams that are closed or full.</summary>
public sealed class SurvivingSurroundings : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_file_where_a_folder_has_to_be_is_told_and_is_no_bug()
    {
        _project.Write(".nuke/temp", "");

        var run = await _project.RunAsync<Greeting>("Greet");

        Assert.Equal(
            $"""
            error SW0063: the run cannot read or write what it needs: The file '{_project.PathOf(".nuke/temp")}' already exists
              try: look at the permissions there and at the space that is left

            """,
            run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task A_lock_that_cannot_be_opened_is_no_other_run()
    {
        Directory.CreateDirectory(_project.PathOf(".nuke/temp/lock"));

        var run = await _project.RunAsync<Greeting>("Greet");

        Assert.StartsWith("error SW0063: the run cannot read or write what it needs: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task What_only_helps_others_may_fail()
    {
        Directory.CreateDirectory(_project.PathOf(".nuke/temp/lock.pid"));

        var run = await _project.RunAsync<Greeting>("Greet");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--help > /dev/full", 2, "error SW0063: the run cannot read or write what it needs: No space left on device\n  try: look at the permissions there and at the space that is left\n")]
    [InlineData("Prepare > /dev/full", 0, "warning: not all of this run could be written: No space left on device\n")]
    [InlineData("Prepar 2> /dev/full", 2, "")]
    [InlineData("Prepar 2>&-", 2, "")]
    [InlineData("--version > /dev/null; SLIPWAY_ROOT= dotnet \"$0\" Prepar", 2, "error SW0011: there is no target 'Prepar'\n  try: Prepare\n")]
    [InlineData("Prepare | head -n 1 > /dev/null", 0, "")]
    public async Task The_exit_code_is_right_although_nobody_can_be_told(string line, int exitCode, string error)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");

        var run = await BuildProcess.ShellAsync(_project, line);

        Assert.Equal((exitCode, error), (run.ExitCode, run.StandardError));
    }

    private sealed class Greeting : SlipwayBuild
    {
        Target Greet => _ => _.Executes(run => run.Log("hello"));
    }
}
