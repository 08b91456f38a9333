using Slipway.Testing;

namespace Slipway.Tests.Planning;

public sealed class ShowingTimes : IDisposable
{
    private readonly TestProject _project = new();

    public ShowingTimes() => _project.Write(".nuke/temp/history", "slipway history 1\n12000\tPrepare\n95000\tBuild:api\n40000\tBuild:web\nend\n");

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_plan_says_when_nodes_are_expected_to_start_and_how_long_they_take()
    {
        var run = await _project.RunAsync<Shop>("All", "--plan", "--memory=4GiB");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approved.Matches(run.Out, "ShowingTimes.text");
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public async Task The_plan_is_had_as_a_flowchart()
    {
        var run = await _project.RunAsync<Shop>("All", "--plan=mermaid", "--memory=4GiB");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approved.Matches(run.Out, "ShowingTimes.mermaid");
    }

    [Fact]
    public async Task A_plan_writes_nothing()
    {
        var before = _project.Files();

        await _project.RunAsync<Shop>("All", "--plan=mermaid");

        Assert.Equal(before, _project.Files());
    }

    private sealed class Shop : SlipwayBuild
    {
        Target Prepare => _ => _.Executes(() => { });

        Target<string, int> Build => _ => _
            .DependsOn(Prepare)
            .ForEach(() => ["api", "web", "a \"b\" [c] <d>; #e"])
            .Uses(_ => new ByteSize(3L << 30))
            .Executes((_, _) => Task.FromResult(0));

        Target<string, int> Scan => _ => _.ForEach(Build).DependsOn(Build).Reuses((item, _) => Task.FromResult(Reuse<int>.UpToDate(1, "scanned today"))).Executes((_, _) => Task.FromResult(0));

        Target All => _ => _.DependsOn(Scan).OnlyWhen(() => false).Executes(() => { });
    }
}
