using Slipway.Testing;

namespace Slipway.Tests.Planning;

public sealed class ReusingResults : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_node_that_is_up_to_date_gives_the_result_of_its_probe()
    {
        var build = new Images { Probe = (_, _) => Reuse<string>.UpToDate("sha256:old", "fingerprint 3f2a") };

        var run = await _project.RunAsync(build, "Push");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["push sha256:old"], build.Done);
        Assert.Contains("  Build:api    up to date                fingerprint 3f2a\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_stale_runs_and_says_why()
    {
        var build = new Images { Probe = (_, _) => Reuse<string>.Stale("inputs changed: src/app.py") };

        var run = await _project.RunAsync(build, "Push");

        Assert.Equal(["build", "push sha256:new"], build.Done);
        Assert.Contains("\nstart Build:api  inputs changed: src/app.py\ndone  Build:api  0.00 s\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_known_is_asked_again_when_what_it_needs_has_run()
    {
        var build = new Images
        {
            Probe = (planning, images) => planning.TryResultOf(images.Base, "debian", out var id)
                ? Reuse<string>.UpToDate("sha256:old on " + id, "base is the same")
                : Reuse<string>.Unknown("the base is not there yet"),
        };

        var run = await _project.RunAsync(build, "Push");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["push sha256:old on sha256:debian"], build.Done);
        Assert.Contains("  Build:api    up to date                base is the same\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_still_not_known_at_the_start_runs()
    {
        var build = new Images { Probe = (_, _) => Reuse<string>.Unknown("nobody knows") };

        await _project.RunAsync(build, "Push");

        Assert.Equal(["build", "push sha256:new"], build.Done);
    }

    [Fact]
    public async Task A_probe_that_fails_at_the_start_fails_its_node()
    {
        var asked = 0;
        var build = new Images
        {
            Probe = (_, _) => ++asked == 1 ? Reuse<string>.Unknown("later") : throw new ProblemException(new Problem("X0001", "no answer", ExitCode: ExitCodes.ToolIsMissing)),
        };

        var run = await _project.RunAsync(build, "Push");

        Assert.Equal(3, run.ExitCode);
        Assert.Empty(build.Done);
        Assert.Contains("\nerror X0001: no answer\n", run.Out, StringComparison.Ordinal);
    }

    private sealed class Images : SlipwayBuild
    {
        public required Func<PlanningContext, Images, Reuse<string>> Probe { get; init; }

        public List<string> Done { get; } = [];

        public Target<string, string> Base => _ => _.ForEach(() => ["debian"]).Executes((item, _) => Task.FromResult("sha256:" + item));

        Target<string, string> Build => _ => _
            .DependsOn(Base)
            .ForEach(() => ["api"])
            .Reuses((_, planning) => Task.FromResult(Probe(planning, this)))
            .Executes((_, _) =>
            {
                Done.Add("build");
                return Task.FromResult("sha256:new");
            });

        Target<string, int> Push => _ => _.ForEach(Build).Executes((item, run) =>
        {
            Done.Add("push " + run.ResultOf(Build, item));
            return Task.FromResult(0);
        });
    }
}
