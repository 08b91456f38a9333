using Slipway.Testing;

namespace Slipway.Tests.State;

public sealed class KeepingAJournal : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Every_start_and_end_is_a_line_of_json_that_is_written_before_the_run_goes_on()
    {
        var build = new Two { Journal = _project.PathOf(".nuke/temp/journal.jsonl") };

        await _project.RunAsync(build, "Second", "--skip=Skipped");

        var lines = _project.Read(".nuke/temp/journal.jsonl").Split('\n');
        var run = lines[0][8..20];
        Assert.Equal(
            [
                $$$"""{"run":"{{{run}}}","event":"start","time":"2030-01-01T00:00:00.000Z","targets":["Second"],"skip":["Skipped"],"sources":"{{{lines[0].Split('"')[^4]}}}","parameters":{}}""",
                $$$"""{"run":"{{{run}}}","event":"node-end","time":"2030-01-01T00:00:00.000Z","node":"Skipped","outcome":"skipped","seconds":0}""",
                $$$"""{"run":"{{{run}}}","event":"node-start","time":"2030-01-01T00:00:00.000Z","node":"First"}""",
                $$$"""{"run":"{{{run}}}","event":"node-end","time":"2030-01-01T00:00:00.000Z","node":"First","outcome":"done","seconds":0}""",
                $$$"""{"run":"{{{run}}}","event":"node-start","time":"2030-01-01T00:00:00.000Z","node":"Second"}""",
                $$$"""{"run":"{{{run}}}","event":"node-end","time":"2030-01-01T00:00:00.000Z","node":"Second","outcome":"failed","seconds":0}""",
                $$$"""{"run":"{{{run}}}","event":"end","time":"2030-01-01T00:00:00.000Z","outcome":"failed"}""",
                "",
            ],
            lines);
        Assert.Equal(string.Join('\n', lines[..5]) + "\n", build.Seen);
    }

    private sealed class Two : SlipwayBuild
    {
        public required string Journal { get; init; }

        public string Seen { get; private set; } = "";

        Target Skipped => _ => _.Executes(() => { });

        Target First => _ => _.DependsOn(Skipped).Executes(() => { });

        Target Second => _ => _.DependsOn(First).Executes(async () =>
        {
            Seen = await File.ReadAllTextAsync(Journal);
            throw new InvalidOperationException("no");
        });
    }
}
