using Slipway.BuildKit;
using Slipway.Containers.Building;
using Slipway.Containers.Images;

namespace Slipway.Containers.Tests.Images;

public sealed class TellingTheSlowestSteps
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void The_five_slowest_of_an_image_are_told_slowest_first()
    {
        var steps = new SlowestSteps("api");
        foreach (var tenths in (int[])[3, 90, 1, 20, 4, 7, 0])
            steps.Note(new BuildProgress(tenths == 4 ? BuildProgressKind.Failed : BuildProgressKind.Completed, BuildStep.Parse($"[build {tenths + 1}/91] RUN step {tenths}")) { Duration = TimeSpan.FromSeconds(tenths / 10.0) });

        var table = steps.Table()!;

        Assert.Equal("Slowest steps", table.Title);
        Assert.Equal(
            [
                "api, [build 91/91] RUN step 90, 9000",
                "api, [build 21/91] RUN step 20, 2000",
                "api, [build 8/91] RUN step 7, 700",
                "api, [build 5/91] RUN step 4, 400",
                "api, [build 4/91] RUN step 3, 300",
            ],
            table.Rows.Select(row => string.Join(", ", row)));
    }

    [Fact]
    public void A_build_that_took_no_time_has_nothing_to_tell()
    {
        var steps = new SlowestSteps("api");
        steps.Note(new BuildProgress(BuildProgressKind.Cached, BuildStep.Parse("[2/2] RUN make")) { Duration = TimeSpan.FromSeconds(1) });
        steps.Note(new BuildProgress(BuildProgressKind.Completed, BuildStep.Parse("[1/2] FROM alpine")));

        Assert.Null(steps.Table());
    }

    [Fact]
    public void A_step_that_runs_after_it_was_looked_for_in_the_cache_took_as_long_as_it_ran()
    {
        var steps = new SlowestSteps("api");
        var reader = new BuildKitReader(steps.Note);
        var sending = new Vertex("sha256:1", "[internal] load build context");

        foreach (var vertex in (Vertex[])[sending, sending with { Started = Start, Completed = Start.AddMilliseconds(1) }, sending with { Started = Start.AddMilliseconds(2) }, sending with { Started = Start.AddMilliseconds(2), Completed = Start.AddMilliseconds(552) }])
            reader.Read(new SolveStatus { Vertices = [vertex] });

        Assert.Equal(["api", "[internal] load build context", "550"], Assert.Single(steps.Table()!.Rows));
    }
}
