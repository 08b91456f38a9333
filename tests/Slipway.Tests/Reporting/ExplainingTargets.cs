using Slipway.Testing;

namespace Slipway.Tests.Reporting;

public sealed class ExplainingTargets : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("publish")]
    [InlineData("Check")]
    [InlineData("Small")]
    public async Task Help_for_a_target_says_all_about_it(string target)
    {
        _project.Write(".nuke/parameters.json", "{\n  \"Region\": \"north\"\n}");
        _project.Environment["SLIPWAY_PATIENCE"] = "90s";
        _project.Environment["SLIPWAY_TOKEN"] = "letmein99";

        var run = await _project.RunAsync<Shop>("--help", target);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Approved.Matches(run.Out, "ExplainingTargets." + target.ToLowerInvariant());
    }

    [Fact]
    public async Task Help_for_several_targets_says_all_about_each()
    {
        var run = await _project.RunAsync<Shop>("Small", "Check", "--help");

        Assert.Contains("\n\nCheck\n", run.Out, StringComparison.Ordinal);
        Assert.StartsWith("Small\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_for_an_item_is_help_for_its_target()
    {
        var run = await _project.RunAsync<Shop>("--help", "Check:a");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Check\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_for_an_unknown_target_names_the_nearest()
    {
        var run = await _project.RunAsync<Shop>("--help", "Chekc");

        Assert.Equal("error SW0011: there is no target 'Chekc'\n  try: Check\n", run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--list")]
    public async Task Help_fits_a_terminal(string option)
    {
        var run = await _project.RunAsync<Shop>(option);

        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    private enum Size
    {
        Small,
        Medium,
        Large,
        VeryLargeIndeed,
    }

    private interface IPublish : IBuild
    {
        [Parameter("The region that everything is published to, with a sentence that is too long for the line that it begins on."), Required]
        string Region => Get<string>();

        [Parameter("How large it may be.")]
        Size Size => Get(Size.Medium);

        [Parameter("How long to wait.")]
        TimeSpan Patience => Get(TimeSpan.FromMinutes(1.5));

        [Parameter("Opens the shop.")]
        Secret? Token => Get<Secret>();

        [Parameter("Fails to say.")]
        string Broken => Get(((string?)null)!.Trim());

        Target Publish => _ => _
            .Description("Publishes everything that was checked, to the region that is named, and says so at the end.")
            .Alias("Ship")
            .Requires(() => Token)
            .OnlyWhen(() => Region != "nowhere")
            .UsesExclusively("shop")
            .Executes(run => run.Log($"{Size}{Patience}{Broken}"));
    }

    private sealed class Shop : SlipwayBuild, IPublish
    {
        [Parameter("Whether to be strict.")]
        bool Strict => Get(true);

        Target<string, int> Check => _ => _
            .Description("Checks each.")
            .ForEach(() => ["a", "b"])
            .ContinueOnFailure()
            .Executes((item, run) => Task.FromResult(Strict ? 1 : 0));

        public Target Publish => _ => _.Inherit<IPublish>(x => x.Publish).DependsOn(Check);

        Target Small => _ => _.Presets(() => As<IPublish>().Size, Size.Small).DependsOn(Publish).After(Check).AssuredAfterFailure().Retry(3).Timeout(TimeSpan.FromMinutes(5)).Executes(() => { });
    }
}
