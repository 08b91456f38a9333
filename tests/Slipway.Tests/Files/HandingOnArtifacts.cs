using Slipway.Testing;

namespace Slipway.Tests.Files;

public sealed class HandingOnArtifacts : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_consumer_runs_after_the_producer_and_reads_what_it_made()
    {
        var build = new Packing();

        var run = await _project.RunAsync(build, "Upload", "Sign");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["dist/a.nupkg", "dist/b.nupkg", "dist/b.snupkg"], build.Uploaded);
        Assert.Equal(["dist/b.snupkg"], build.Signed);
    }

    [Fact]
    public async Task A_pattern_that_picks_nothing_fails_the_producer()
    {
        var run = await _project.RunAsync(new Packing { Forgets = true }, "Upload");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error SW0173: 'Pack' did not produce 'dist/*.nupkg': no file is there", run.Out + run.Error, StringComparison.Ordinal);
        Assert.Contains("needs Pack\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Artifacts_of_a_producer_that_was_skipped_have_to_be_there()
    {
        var without = await _project.RunAsync<Packing>("Upload", "--skip", "Pack");
        _project.Write("dist/a.nupkg", "");
        var with = await _project.RunAsync<Packing>("Upload", "--skip", "Pack");

        Assert.Equal((1, 0), (without.ExitCode, with.ExitCode));
        Assert.Contains("error SW0175: 'Upload' consumes what 'Pack' produces, and no file is there", without.Out + without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_consumed_can_be_asked_for()
    {
        var run = await _project.RunAsync<Packing>("Steal");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error SW0174: 'Steal' asks for the artifacts of 'Pack', which it does not consume", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_shows_them_to_programs()
    {
        var run = await _project.RunAsync<Packing>("Sign", "--plan=json");

        using var plan = System.Text.Json.JsonDocument.Parse(run.Out);
        var nodes = plan.RootElement.GetProperty("nodes");
        Assert.Equal("""["dist/*.nupkg","dist/*.snupkg"]""", Compact(nodes[0].GetProperty("produces")));
        Assert.Equal("""[{"target":"Pack","patterns":["dist/*.snupkg"]}]""", Compact(nodes[1].GetProperty("consumes")));
    }

    private static string Compact(System.Text.Json.JsonElement element) => System.Text.Json.JsonSerializer.Serialize(element);

    private sealed class Packing : SlipwayBuild
    {
        public bool Forgets { get; init; }

        public List<string> Uploaded { get; } = [];

        public List<string> Signed { get; } = [];

        Target Pack => _ => _
            .Produces("dist/*.nupkg", "dist/*.snupkg")
            .Executes(() =>
            {
                (RootFolder / "dist/b.snupkg").WriteAllText("");
                if (Forgets)
                    return;
                (RootFolder / "dist/b.nupkg").WriteAllText("");
                (RootFolder / "dist/a.nupkg").WriteAllText("");
            });

        Target Upload => _ => _
            .Consumes(Pack)
            .Executes(run => Uploaded.AddRange(run.ArtifactsOf(Pack).Select(path => path.RelativeTo(RootFolder))));

        Target Sign => _ => _
            .Consumes(Pack, "dist/*.snupkg")
            .Executes(run => Signed.AddRange(run.ArtifactsOf(Pack).Select(path => path.RelativeTo(RootFolder))));

        Target Steal => _ => _
            .DependsOn(Pack)
            .Executes(run => run.ArtifactsOf(Pack));
    }
}
