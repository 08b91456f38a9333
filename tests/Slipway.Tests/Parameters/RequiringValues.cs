using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class RequiringValues : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Plain", "Region")]
    [InlineData("Publish", "Region", "Channel")]
    [InlineData("Announce", "Region", "Channel")]
    [InlineData("Overridden", "Region", "Channel")]
    [InlineData("Publish Plain --skip=Publish", "Region")]
    [InlineData("Publish --region=", "Region", "Channel")]
    [InlineData("Publish --region=north", "Channel")]
    [InlineData("Publish --region=north --channel=0")]
    [InlineData("Preset --region=north")]
    public async Task A_required_parameter_is_missed_where_its_targets_run(string line, params string[] missing)
    {
        var run = await _project.RunAsync<Requiring>(line.Split(' '));

        var messages = missing.Select(name => name == "Region"
            ? "error SW0070: 'Region' is required: Where to.\n  try: give --region, or set SLIPWAY_REGION\n"
            : "error SW0070: 'Channel' is required: The channel.\n  try: give --channel, or set SLIPWAY_CHANNEL\n");
        Assert.Equal(string.Concat(messages), run.Error);
        Assert.Equal(missing.Length == 0 ? 0 : 2, run.ExitCode);
    }

    [Theory]
    [InlineData("--list")]
    [InlineData("--help")]
    [InlineData("Plain --skip=Plain")]
    public async Task Nothing_is_required_where_nothing_runs(string line)
    {
        var run = await _project.RunAsync<Requiring>(line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task What_is_missing_is_told_with_all_else_that_is_wrong()
    {
        _project.Write(".nuke/parameters.json", "{ \"Nmber\": 1 }");

        var run = await _project.RunAsync<Requiring>("Publish", "Plian", "--channel=x", "--frob");

        Assert.Equal(
            """
            error SW0010: there is no option '--frob'
              try: --help lists the options
            error SW0016: there is no parameter 'Nmber'
              .nuke/parameters.json:1
              try: --help lists the parameters
            error SW0012: --channel is 'x', which is not a whole number
            error SW0011: there is no target 'Plian'
              try: Plain
            error SW0070: 'Region' is required: Where to.
              try: give --region, or set SLIPWAY_REGION

            """,
            run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    private interface IPublish : IBuild
    {
        [Parameter("The channel."), Required]
        int Channel => Get<int>();

        Target Publish => _ => _.Executes(run => run.Log($"{Channel}"));

        Target Overridden => _ => _.Executes(run => run.Log($"{Channel}"));
    }

    private interface IAnnounce : IPublish
    {
        Target Announce => _ => _.Executes(run => run.Log($"{Channel}"));
    }

    private sealed class Requiring : SlipwayBuild, IPublish
    {
        [Parameter("Where to."), Required]
        string Region => Get<string>();

        [Parameter("Has a default."), Required]
        int Attempts => Get(3);

        Target Plain => _ => _.Executes(run => run.Log($"{Region} {Attempts}"));

        Target Announce => _ => _.DependsOn(As<IPublish>().Publish);

        public Target Overridden => _ => _.Executes(() => { });

        Target Preset => _ => _.Presets(() => As<IPublish>().Channel, 2).DependsOn(As<IPublish>().Publish);
    }

    [Fact]
    public async Task A_component_that_extends_another_needs_what_that_one_requires()
    {
        var run = await _project.RunAsync<Announcing>("Announce");

        Assert.Equal("error SW0070: 'Channel' is required: The channel.\n  try: give --channel, or set SLIPWAY_CHANNEL\n", run.Error);
    }

    private sealed class Announcing : SlipwayBuild, IAnnounce;
}
