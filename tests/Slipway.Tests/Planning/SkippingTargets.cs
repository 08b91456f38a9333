using Slipway.Testing;

namespace Slipway.Tests.Planning;

public sealed class SkippingTargets : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Keeps --skip=Keeps", "Tool")]
    [InlineData("Drops --skip=Drops", "")]
    [InlineData("Drops --skip=Drops Tool", "Tool")]
    [InlineData("Drops Other --skip=Drops", "Tool Other")]
    [InlineData("After --skip=Drops", "After")]
    [InlineData("DropsMore --skip=DropsMore", "")]
    [InlineData("NotNow", "")]
    [InlineData("Guarded --skip=Guarded", "")]
    [InlineData("Scan --skip=Scan", "Build:a")]
    [InlineData("Push --skip=Scan", "Build:a Push:a")]
    public async Task What_only_a_skipped_target_needs_runs_or_not_as_it_says(string line, string expected)
    {
        var build = new Skipping();

        var run = await _project.RunAsync(build, [.. line.Split(' '), "--mode=sequential"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, build.Ran);
    }

    private sealed class Skipping : RecordingBuild
    {
        Target Tool => _ => _.Executes(Note);

        Target Deeper => _ => _.DependsOn(Tool).Executes(Note);

        Target Keeps => _ => _.DependsOn(Tool).Executes(Note);

        Target Drops => _ => _.DependsOn(Tool).WhenSkipped(DependencyBehavior.Skip).Executes(Note);

        Target DropsMore => _ => _.DependsOn(Deeper).WhenSkipped(DependencyBehavior.Skip).Executes(Note);

        Target Other => _ => _.DependsOn(Tool).Executes(Note);

        Target After => _ => _.DependsOn(Drops).Executes(Note);

        Target NotNow => _ => _.DependsOn(Tool).OnlyWhen(() => false).WhenSkipped(DependencyBehavior.Skip).Executes(Note);

        Target Guarded => _ => _.DependsOn(Deeper).OnlyAfter(Tool).WhenSkipped(DependencyBehavior.Skip).Executes(Note);

        Target<string, int> Build => _ => _.ForEach(() => ["a"]).Executes((_, run) => NoteItem(run));

        Target<string, int> Scan => _ => _.ForEach(Build).DependsOn(Tool).WhenSkipped(DependencyBehavior.Skip).Executes((_, run) => NoteItem(run));

        Target<string, int> Push => _ => _.ForEach(Scan).Executes((_, run) => NoteItem(run));
    }
}
