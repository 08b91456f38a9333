using Slipway.Testing;

namespace Slipway.Tests.Planning;

public sealed class AskingConditions : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Static", "1 Static skip Branch == \"main\" is false")]
    [InlineData("Worded", "1 Worded skip this is no release")]
    [InlineData("Items", "1 Items:north skip region.StartsWith('s') is false")]
    [InlineData("Dynamic", "1 Dynamic decide at start only when File.Exists(Made)")]
    public async Task A_plan_says_what_is_asked(string target, string line)
    {
        var build = new Asking(_project);

        var run = await _project.RunAsync(build, target, "--plan");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("\n" + line + "\n", run.Out.Squeezed(), StringComparison.Ordinal);
        Assert.Equal(0, build.AskedAtStart);
    }

    [Theory]
    [InlineData("Dynamic", "Dynamic skipped File.Exists(Made) is false")]
    [InlineData("WithRun", "WithRun skipped run.Node == \"other\" is false")]
    [InlineData("Async", "Async skipped it is not the time")]
    [InlineData("AsyncWithRun", "AsyncWithRun skipped await NotAsync(run.Node) is false")]
    [InlineData("DynamicItems", "DynamicItems:north skipped region.Length > run.Attempt + 4 is false")]
    [InlineData("AsyncItems", "AsyncItems:north skipped await NotAsync(region + run.Node) is false")]
    [InlineData("Second", "Second skipped 1 > 2 is false")]
    [InlineData("WithoutWork", "WithoutWork skipped 1 > 2 is false")]
    public async Task A_condition_that_fails_at_start_is_the_reason_in_the_summary(string target, string line)
    {
        var build = new Asking(_project);

        var run = await _project.RunAsync(build, target);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("\n" + line + "\n", run.Out.Squeezed(), StringComparison.Ordinal);
        Assert.DoesNotContain("start " + target, run.Out.Replace("start DynamicItems:south", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_at_start_sees_what_dependencies_made()
    {
        var build = new Asking(_project);

        var run = await _project.RunAsync(build, "Dynamic", "Make");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("Make Dynamic", build.Ran);
        Assert.Equal(1, build.AskedAtStart);
    }

    [Fact]
    public async Task Each_item_is_asked_for_by_itself()
    {
        var build = new Asking(_project);

        var run = await _project.RunAsync(build, "Items", "DynamicItems", "--mode=sequential");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("Items:south DynamicItems:southern", build.Ran);
    }

    [Fact]
    public async Task What_is_up_to_date_is_not_asked()
    {
        var build = new Asking(_project);

        var run = await _project.RunAsync(build, "Fresh");

        Assert.Contains("\nFresh up to date as it was\n", run.Out.Squeezed(), StringComparison.Ordinal);
        Assert.Equal(0, build.AskedAtStart);
    }

    [Fact]
    public async Task The_probe_still_decides_where_the_condition_holds()
    {
        var build = new Asking(_project);

        var run = await _project.RunAsync(build, "Both");

        Assert.Contains("\nBoth done the lock moved\n", run.Out.Squeezed(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ThrowsEarly", 2, "error SW0041: target 'ThrowsEarly' cannot be planned, its OnlyWhen failed: FormatException: no number\n")]
    [InlineData("ThrowsLate", 1, "error SW0041: 'ThrowsLate' failed: FormatException: no number\n")]
    public async Task A_condition_that_throws_is_a_failure(string target, int exitCode, string message)
    {
        var run = await _project.RunAsync(new Asking(_project), target);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Out + run.Error, StringComparison.Ordinal);
    }

    private sealed class Asking(TestProject project) : RecordingBuild
    {
        public int AskedAtStart { get; private set; }

        private string Branch => project.Folder.Length > 0 ? "topic" : "";

        private string Made
        {
            get
            {
                AskedAtStart++;
                return project.PathOf("made");
            }
        }

        Target Make => _ => _.Before(Dynamic).Executes(run =>
        {
            project.Write("made", "");
            Note(run);
        });

        Target Static => _ => _.OnlyWhen(() => Branch == "main").Executes(Note);

        Target Worded => _ => _.OnlyWhen(() => Branch == "main", otherwise: "this is no release").Executes(Note);

        Target<string, int> Items => _ => _.ForEach(() => ["north", "south"]).OnlyWhen(region => region.StartsWith('s')).Executes((_, run) => NoteItem(run));

        Target Dynamic => _ => _.OnlyWhenDynamic(() => File.Exists(Made)).Executes(Note);

        Target WithRun => _ => _.OnlyWhenDynamic(run => run.Node == "other").Executes(Note);

        Target Async => _ => _.OnlyWhenDynamic(() => NotAsync("x"), otherwise: "it is not the time").Executes(Note);

        Target AsyncWithRun => _ => _.OnlyWhenDynamic(async run => await NotAsync(run.Node)).Executes(Note);

        Target<string, int> DynamicItems => _ => _
            .ForEach(() => ["north", "southern"])
            .OnlyWhenDynamic((region, run) => region.Length > run.Attempt + 4)
            .Executes((_, run) => NoteItem(run));

        Target<string, int> AsyncItems => _ => _
            .ForEach(() => ["north"])
            .OnlyWhenDynamic(async (region, run) => await NotAsync(region + run.Node))
            .Executes((_, run) => NoteItem(run));

        Target Second => _ => _.OnlyWhenDynamic(() => true).OnlyWhenDynamic(() => 1 > 2).Executes(Note);

        Target WithoutWork => _ => _.OnlyWhenDynamic(() => 1 > 2);

        Target Fresh => _ => _.Reuses(_ => Task.FromResult(Reuse.UpToDate("as it was"))).OnlyWhenDynamic(() => Made.Length == 0).Executes(Note);

        Target Both => _ => _.Reuses(_ => Task.FromResult(Reuse.Stale("the lock moved"))).OnlyWhenDynamic(() => true).Executes(Note);

        Target ThrowsEarly => _ => _.OnlyWhen(() => throw new FormatException("no number")).Executes(Note);

        Target ThrowsLate => _ => _.OnlyWhenDynamic(bool () => throw new FormatException("no number")).Executes(Note);

        private static async Task<bool> NotAsync(string text)
        {
            await Task.Yield();
            return text.Length == 0;
        }
    }
}
