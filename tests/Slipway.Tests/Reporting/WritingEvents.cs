using System.Globalization;
using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Tests.Reporting;

public sealed class WritingEvents : IDisposable
{
    private readonly TestProject _project = new();
    private readonly FakeClock _clock = new();

    public WritingEvents() => _project.Time = _clock;

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_run_is_written_as_it_happens_one_object_a_line()
    {
        _project.Environment["SLIPWAY_TOKEN"] = "se\"cret";

        var run = await _project.RunAsync(new Observed(_clock), "All", "--events", "events.jsonl", "--mode=sequential", "--memory=1GiB");

        Assert.Equal(1, run.ExitCode);
        Approved.Matches(_project.Read("events.jsonl"), "WritingEvents.run");
    }

    [Fact]
    public async Task Reading_them_back_tells_the_whole_run()
    {
        await _project.RunAsync(new Observed(_clock), "All", "--events=events.jsonl");

        var events = Read(_project.Read("events.jsonl"));

        Assert.All(events, e => Assert.Equal(1, e.GetProperty("v").GetInt32()));
        var times = events.Select(e => DateTimeOffset.Parse(Text(e, "time"), CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(times.Order(), times);
        var planned = events[0].GetProperty("nodes").EnumerateArray().Select(node => Text(node, "node")).Order(StringComparer.Ordinal);
        var ended = events.Where(e => Text(e, "event") == "node-ended").ToList();
        Assert.Equal(planned, ended.Select(e => Text(e, "node")).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["All not-run", "Image:api done", "Image:web failed", "Unneeded skipped"],
            ended.Select(e => $"{Text(e, "node")} {Text(e, "outcome")}").Order(StringComparer.Ordinal));
        Assert.Equal(("run-ended", "failed", 1), (Text(events[^1], "event"), Text(events[^1], "outcome"), events[^1].GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task Each_is_there_while_the_run_goes_on()
    {
        var seen = "";
        var build = new Observed(_clock) { AtWork = () => seen = File.ReadAllText(_project.PathOf("events.jsonl")) };

        await _project.RunAsync(build, "Image:api", "--events=events.jsonl");

        Assert.Equal(["run-started", "node-started", "node-said"], Read(seen).Select(e => Text(e, "event")));
    }

    [Fact]
    public async Task On_standard_output_they_are_alone()
    {
        var run = await _project.RunAsync(new Observed(_clock), "Image:api", "--events=-");

        Assert.Equal(["run-started", "node-started", "node-said", "node-ended", "run-ended"], Read(run.Out).Select(e => Text(e, "event")));
        Assert.Contains("\nSucceeded in 1.5 s: 1 done\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_before_anything_runs()
    {
        var run = await _project.RunAsync(new Observed(_clock), "Image:api", "--events=no/such/folder");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith($"error SW0143: --events names '{_project.PathOf("no/such/folder")}', which cannot be written: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n  try: name a file in a folder that exists, or - for standard output\n", run.Error, StringComparison.Ordinal);
    }

    private static List<JsonElement> Read(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private sealed class Observed(FakeClock clock) : SlipwayBuild
    {
        public Action? AtWork { get; init; }

        [Parameter("Opens something.")]
        Secret? Token => Get<Secret?>();

        [Parameter("Opens something else.")]
        Secret? Other => Get<Secret?>();

        Target<string, int> Image => _ => _.ForEach(() => ["api", "web"]).Uses(_ => new ByteSize(1024)).Executes((item, run) =>
        {
            run.Log($"the token of \"{item}\" is {Token?.Reveal()} ✓");
            AtWork?.Invoke();
            clock.Advance(TimeSpan.FromSeconds(1.5));
            return item == "api" ? Task.FromResult(0) : throw new ProblemException(new Problem("X0001", $"no {item}", ["Dockerfile:3", $"token: {Token?.Reveal()}"], "mend it"));
        });

        Target Unneeded => _ => _.OnlyWhen(() => Other != null).Executes(() => { });

        Target All => _ => _.DependsOn(Image).DependsOn(Unneeded).Executes(() => { });
    }
}
