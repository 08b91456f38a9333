using Slipway.Testing;

namespace Slipway.Tests.Files;

public sealed class SkippingByInputs : IDisposable
{
    private readonly TestProject _project = new();

    public SkippingByInputs()
    {
        _project.Write("src/a.py", "a");
        _project.Write("src/b.py", "b");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_node_runs_once_and_then_is_up_to_date()
    {
        var first = await RunAsync("Bundle");
        var second = await RunAsync("Bundle");

        Assert.Equal((1, 0), (first.Bundled, second.Bundled));
        Assert.Contains("start Bundle  no earlier run is known\n", first.Out, StringComparison.Ordinal);
        Assert.Contains("  Bundle  up to date                inputs are unchanged\n", second.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("change", "inputs changed: src/a.py")]
    [InlineData("add", "inputs changed: src/new.py is new")]
    [InlineData("remove", "inputs changed: src/b.py is gone")]
    [InlineData("rebuild", "forced by --rebuild")]
    [InlineData("parameter", "parameter Level changed")]
    [InlineData("forget", "no earlier run is known")]
    [InlineData("damage", "no earlier run is known")]
    public async Task A_node_runs_again_and_says_why(string what, string reason)
    {
        await RunAsync("Bundle");
        string[] args = ["Bundle"];
        switch (what)
        {
            case "change":
                _project.Write("src/a.py", "A");
                break;
            case "add":
                _project.Write("src/new.py", "");
                break;
            case "remove":
                File.Delete(_project.PathOf("src/b.py"));
                break;
            case "rebuild":
                args = ["Bundle", "--rebuild"];
                break;
            case "parameter":
                args = ["Bundle", "--level", "2"];
                break;
            case "forget":
                Directory.Delete(_project.PathOf(".nuke/temp"), recursive: true);
                break;
            default:
                Directory.Delete(_project.PathOf(".nuke/temp/cache"), recursive: true);
                var record = Assert.Single(Directory.GetFiles(_project.PathOf(".nuke/temp/inputs")));
                var bytes = await File.ReadAllBytesAsync(record, TestContext.Current.CancellationToken);
                bytes[30] ^= 1;
                await File.WriteAllBytesAsync(record, bytes, TestContext.Current.CancellationToken);
                break;
        }

        var again = await RunAsync(args);

        Assert.Equal(1, again.Bundled);
        Assert.Contains($"start Bundle  {reason}\n", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_that_are_missing_or_changed_are_restored()
    {
        await RunAsync("Bundle");
        File.Delete(_project.PathOf("dist/a.py"));
        _project.Write("dist/b.py", "spoilt");
        _project.Write("dist/own.txt", "mine");

        var plan = await RunAsync("Bundle", "--plan");
        var planned = _project.Files();
        var run = await RunAsync("Bundle");
        var after = await RunAsync("Bundle");

        Assert.DoesNotContain("dist/a.py", planned);
        Assert.Contains("  restores from the cache: outputs changed: dist/a.py and 1 more\n", plan.Out, StringComparison.Ordinal);
        Assert.Contains("  Bundle  up to date                restored from the cache\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  Bundle  up to date                inputs are unchanged\n", after.Out, StringComparison.Ordinal);
        Assert.Equal((0, "bundled a", "bundled b", "mine"), (run.Bundled, _project.Read("dist/a.py"), _project.Read("dist/b.py"), _project.Read("dist/own.txt")));
    }

    [Fact]
    public async Task Going_back_to_earlier_inputs_brings_their_outputs_back()
    {
        await RunAsync("Bundle");
        _project.Write("src/a.py", "A");
        await RunAsync("Bundle");
        _project.Write("src/a.py", "a");

        var back = await RunAsync("Bundle");

        Assert.Equal((0, "bundled a"), (back.Bundled, _project.Read("dist/a.py")));
        Assert.Contains("restored from the cache\n", back.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Modes_and_links_are_restored_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs mode bits");
        await RunAsync("Tools");
        File.Delete(_project.PathOf("tools/run"));
        File.Delete(_project.PathOf("tools/link"));

        var run = await RunAsync("Tools");

        Assert.Contains("restored from the cache\n", run.Out, StringComparison.Ordinal);
        Assert.Equal("run", new FileInfo(_project.PathOf("tools/link")).LinkTarget);
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(_project.PathOf("tools/run")).HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute));
    }

    [Fact]
    public async Task A_damaged_cache_costs_a_run()
    {
        await RunAsync("Bundle");
        foreach (var file in Directory.GetFiles(_project.PathOf(".nuke/temp/cache/objects"), "*", SearchOption.AllDirectories))
            await File.AppendAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        File.Delete(_project.PathOf("dist/a.py"));

        var run = await RunAsync("Bundle");

        Assert.Equal((1, "bundled a"), (run.Bundled, _project.Read("dist/a.py")));
        Assert.Contains("start Bundle  the cache is damaged: dist/a.py\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_cache_missing_outputs_are_made_again()
    {
        await RunAsync("Bundle", "--cache-limit", "0");
        File.Delete(_project.PathOf("dist/a.py"));

        var run = await RunAsync("Bundle", "--cache-limit", "0");

        Assert.Equal(1, run.Bundled);
        Assert.Contains("start Bundle  outputs changed: dist/a.py\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_is_never_remembered()
    {
        var failed = await RunAsync(new BundlingBuild { Fails = true }, "Bundle");
        var again = await RunAsync("Bundle");

        Assert.Equal((1, 1), (failed.ExitCode, again.Bundled));
        Assert.Contains("start Bundle  no earlier run is known\n", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_while_a_node_runs_is_seen_next_time()
    {
        await RunAsync(new BundlingBuild { Edits = () => _project.Write("src/a.py", "edited") }, "Bundle");

        var again = await RunAsync("Bundle");

        Assert.Contains("start Bundle  inputs changed: src/a.py\n", again.Out, StringComparison.Ordinal);
        Assert.Equal("bundled edited", _project.Read("dist/a.py"));
    }

    [Fact]
    public async Task What_earlier_nodes_may_write_is_known_at_the_start()
    {
        await RunAsync("Publish");
        _project.Write("src/a.py", "A");

        var plan = await RunAsync("Publish", "--plan");
        var changed = await RunAsync("Publish");
        var unchanged = await RunAsync("Publish", "--plan");

        Assert.Contains("  its files are known after Bundle\n", plan.Out, StringComparison.Ordinal);
        Assert.Contains("start Publish  inputs changed: dist/a.py\n", changed.Out, StringComparison.Ordinal);
        Assert.Contains("2 up to date\n", unchanged.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_writes_nothing()
    {
        await RunAsync("Bundle");
        _project.Write("src/new.py", "");
        var before = _project.Files();

        await RunAsync("Publish", "--plan");

        Assert.Equal(before, _project.Files());
    }

    [Fact]
    public async Task Items_are_up_to_date_by_themselves_and_give_their_results()
    {
        await RunAsync("Join");
        _project.Write("src/b.py", "B");

        var run = await RunAsync("Join");

        Assert.Equal(["b.py"], run.Build.Packed);
        Assert.Equal("dist/a.py.pack+dist/b.py.pack", run.Build.Joined);
        Assert.Contains("  Pack:a.py  up to date                inputs are unchanged\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_does_not_count_and_is_not_kept()
    {
        _project.Environment["SLIPWAY_TOKEN"] = "hunter2";
        await RunAsync("Upload");
        _project.Environment["SLIPWAY_TOKEN"] = "other";

        var run = await RunAsync("Upload");

        Assert.Contains("  Upload  up to date                inputs are unchanged\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_without_outputs_are_compared_with_the_last_run_only()
    {
        _project.Environment["SLIPWAY_TOKEN"] = "x";
        await RunAsync("Upload");
        _project.Write("src/a.py", "A");
        await RunAsync("Upload");
        _project.Write("src/a.py", "a");

        var run = await RunAsync("Upload");

        Assert.Contains("start Upload  inputs changed: src/a.py\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_that_cannot_be_read_names_its_target()
    {
        var run = await _project.RunAsync<Unreadable>("Bad", "--plan");

        Assert.Equal(
            (2, "error SW0167: the pattern '[a' cannot be read: its [ is not closed; write [[] for the character\n  target 'Bad' says so\n  try: a pattern is like src/**/*.cs, {src,tests}/*.py or !**/obj/**\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Definitions_that_cannot_work_are_refused()
    {
        var run = await _project.RunAsync<Incomplete>("Alone", "--plan");

        Assert.Equal(
            """
            error SW0170: target 'Alone' says Outputs and no Inputs, so that nobody knows when they are up to date
              try: add Inputs("src/**"), or say Produces
            error SW0171: target 'Items' says Inputs and not what an item that is up to date gives
              try: add Gives(item => …), or Reuses
            error SW0172: target 'Takes' consumes what 'Alone' produces, and 'Alone' does not say what that is
              try: add Produces("…") to Alone

            """,
            run.Error);
    }

    private Task<Outcome> RunAsync(params string[] args) => RunAsync(new BundlingBuild(), args);

    private async Task<Outcome> RunAsync(BundlingBuild build, params string[] args)
    {
        var run = await _project.RunAsync(build, args);
        return new Outcome(run.ExitCode, run.Out, build.Bundled, build);
    }

    private sealed record Outcome(int ExitCode, string Out, int Bundled, BundlingBuild Build);

    private sealed class Unreadable : SlipwayBuild
    {
        Target Bad => _ => _.Inputs("[a").Executes(() => { });
    }

    private sealed class Incomplete : SlipwayBuild
    {
        Target Alone => _ => _.Outputs("dist").Executes(() => { });

        Target<string, int> Items => _ => _.ForEach(() => ["a"]).Inputs("src").Executes((_, _) => Task.FromResult(1));

        Target Takes => _ => _.Consumes(Alone).Executes(() => { });
    }
}
