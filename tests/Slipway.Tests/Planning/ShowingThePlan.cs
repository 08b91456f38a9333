using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Tests.Planning;

public sealed class ShowingThePlan : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_plan_has_a_reason_for_every_node()
    {
        var run = await _project.RunAsync<Stack>("Deploy", "--plan", "--memory=4GiB", "--skip=Lint");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approved.Matches(run.Out, "ShowingThePlan.text");
    }

    [Fact]
    public async Task The_plan_is_had_as_json()
    {
        var run = await _project.RunAsync<Stack>("Deploy", "--plan=json", "--memory=4GiB", "--mode=parallel");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(13, json.RootElement.GetProperty("nodes").GetArrayLength());
        Approved.Matches(run.Out, "ShowingThePlan.json");
    }

    [Theory]
    [InlineData("--plan")]
    [InlineData("--plan=json")]
    public async Task Showing_the_plan_changes_nothing_on_disk_and_starts_nothing(string option)
    {
        var build = new Stack();

        await _project.RunAsync(build, "Deploy", option);

        Assert.Empty(_project.Files());
        Assert.Equal([".nuke"], Directory.EnumerateFileSystemEntries(_project.Folder).Select(Path.GetFileName));
        Assert.Empty(build.Ran);
    }

    [Fact]
    public async Task Items_are_asked_for_only_by_what_is_planned()
    {
        var broken = new Stack { Broken = true };

        var list = await _project.RunAsync(broken, "--list");
        var lint = await _project.RunAsync(broken, "Lint");
        var deploy = await _project.RunAsync(broken, "Deploy");

        Assert.Equal((0, ""), (list.ExitCode, list.Error));
        Assert.Equal((0, ""), (lint.ExitCode, lint.Error));
        Assert.Equal((2, "error X0002: the compose file is broken\n"), (deploy.ExitCode, deploy.Error));
    }

    [Fact]
    public async Task What_a_probe_or_a_condition_throws_names_its_target()
    {
        var run = await _project.RunAsync<Throwing>("Probe");
        var condition = await _project.RunAsync<Throwing>("When");

        Assert.StartsWith("error SW0041: target 'Probe' cannot be planned, its Reuses failed: InvalidOperationException: no\n  at ", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("error SW0041: target 'When' cannot be planned, its OnlyWhen failed: InvalidOperationException: no\n  at ", condition.Error, StringComparison.Ordinal);
        Assert.Equal((2, 2), (run.ExitCode, condition.ExitCode));
    }

    [Fact]
    public async Task Two_items_of_the_same_name_are_rejected()
    {
        var run = await _project.RunAsync<Throwing>("Twins");

        Assert.Equal("error SW0030: target 'Twins' has two items called 'a'\n  try: give the items distinct texts: ToString() is their name\n", run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Skipping_a_target_leaves_what_it_depends_on_and_what_depends_on_it()
    {
        var build = new Stack();

        var run = await _project.RunAsync(build, "Deploy", "--skip", "build,Lint", "--mode=sequential");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["Restore", "Scan:api", "Scan:web", "Deploy"], build.Ran);
    }

    private sealed class Stack : SlipwayBuild
    {
        public bool Broken { get; init; }

        public List<string> Ran { get; } = [];

        [Parameter("Where images go.")]
        string? Registry => Get<string>();

        private IEnumerable<string> Images =>
            Broken ? throw new ProblemException(new Problem("X0002", "the compose file is broken", ExitCode: ExitCodes.BuildIsWrong)) : ["base", "api", "web"];

        Target Lint => _ => _.Executes(Add);

        Target Restore => _ => _.DependsOn(Lint).Executes(Add);

        Target<string, int> Build => _ => _
            .DependsOn(Restore)
            .ForEach(() => Images)
            .WaitsFor(image => image == "base" ? [] : ["base"])
            .Uses(image => image == "api" ? new ByteSize(3L << 29) : null)
            .Reuses((image, _) => Task.FromResult(image switch
            {
                "base" => Reuse<int>.Stale("inputs changed: Dockerfile"),
                _ => Reuse<int>.UpToDate(1, "never asked: base runs"),
            }))
            .Executes((_, run) => Task.FromResult(Add(run.Node)));

        Target<string, int> Scan => _ => _
            .ForEach(Build)
            .Reuses((image, planning) => Task.FromResult(
                planning.TryResultOf(Build, image, out var _) ? Reuse<int>.Stale("never here")
                : image == "base" ? Reuse<int>.UpToDate(0, "scanned today")
                : Reuse<int>.Unknown("the image is not built yet")))
            .Executes((_, run) => Task.FromResult(Add(run.Node)));

        Target<string, int> Push => _ => _
            .ForEach(Scan).DependsOn(Scan)
            .OnlyWhen(() => Registry
                != null)
            .Executes((_, run) => Task.FromResult(Add(run.Node)));

        Target Grouped => _ => _.DependsOn(Push);

        Target Deploy => _ => _.DependsOn(Grouped).Executes(Add);

        private int Add(string node)
        {
            Ran.Add(node);
            return 0;
        }

        private void Add(RunContext run) => Ran.Add(run.Node);
    }

    private sealed class Throwing : SlipwayBuild
    {
        Target Probe => _ => _.Reuses(_ => throw new InvalidOperationException("no")).Executes(() => { });

        Target When => _ => _.OnlyWhen(() => throw new InvalidOperationException("no")).Executes(() => { });

        Target<string, int> Twins => _ => _.ForEach(() => ["a", "b", "a"]).Executes((_, _) => Task.FromResult(0));
    }
}
