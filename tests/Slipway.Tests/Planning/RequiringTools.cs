using Slipway.Testing;

namespace Slipway.Tests.Planning;

public sealed class RequiringTools : IDisposable
{
    private readonly TestProject _project = new();

    public RequiringTools() => _project.Environment["PATH"] = _project.PathOf("bin") + Path.PathSeparator + _project.PathOf("more");

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task All_that_is_missing_is_told_at_once_before_anything_starts()
    {
        var run = await _project.RunAsync<Needing>("All");

        Assert.Equal(
            $"""
            error SW0019: target 'Push' needs 'Registry': Where to.
              try: give --registry, or set SLIPWAY_REGISTRY
            error SW0120: 'crane' is not there, and targets 'Push', 'Sign' need it
              looked in the 2 folders on PATH
              try: install crane: go install crane
            error SW0120: 'tools/sign' is not there, and target 'Sign' needs it
              looked for {_project.PathOf("tools/sign")}
              try: install sign, or put it on PATH

            """,
            run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task A_missing_tool_alone_ends_with_exit_code_3()
    {
        var run = await _project.RunAsync<Needing>("All", "--registry=here");

        Assert.Equal((3, ""), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task What_is_skipped_requires_nothing()
    {
        var run = await _project.RunAsync<Needing>("All", "--skip=Push,Sign");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Tools_are_found_on_the_path_of_the_build_and_below_its_folder()
    {
        Program("more/crane");
        Program("tools/sign");

        var run = await _project.RunAsync<Needing>("All", "--registry=here");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_file_that_cannot_be_run_is_no_tool()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such bit.");
        _project.Write("bin/crane", "");
        Program("tools/sign");

        var run = await _project.RunAsync<Needing>("All", "--registry=here");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("'crane' is not there", run.Error, StringComparison.Ordinal);
    }

    private void Program(string path)
    {
        var file = _project.Write(path, "");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private sealed class Needing : RecordingBuild
    {
        [Parameter("Where to.")]
        string? Registry => Get<string?>();

        Target Push => _ => _.Requires(() => Registry).RequiresTool("crane").Executes(Note);

        Target<string, int> Sign => _ => _
            .ForEach(() => ["a"])
            .RequiresTool("crane", "install crane: go install crane")
            .RequiresTool("tools/sign")
            .Executes((_, run) => NoteItem(run));

        Target All => _ => _.DependsOn(Push).DependsOn(Sign);
    }
}
