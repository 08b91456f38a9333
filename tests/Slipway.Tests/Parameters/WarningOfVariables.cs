using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class WarningOfVariables : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_variable_that_nothing_reads_is_warned_of_and_the_run_goes_on()
    {
        _project.Environment["SLIPWAY_NMAE"] = "ann";
        _project.Environment["SLIPWAY_FROBNICATE"] = "1";

        var run = await _project.RunAsync<Reading>("Say");

        Assert.Equal(
            """
            warning SW0083: nothing reads the environment variable 'SLIPWAY_FROBNICATE'
              try: unset SLIPWAY_FROBNICATE
            warning SW0083: nothing reads the environment variable 'SLIPWAY_NMAE'
              try: SLIPWAY_NAME

            """,
            run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("SLIPWAY_ROOT")]
    [InlineData("SLIPWAY_COMPILED")]
    [InlineData("SLIPWAY_NAME")]
    [InlineData("SLIPWAY_SCALE")]
    [InlineData("SLIPWAY_TOOL")]
    [InlineData("OTHER_FROB")]
    [InlineData("slipway_name")]
    public async Task What_the_engine_a_parameter_or_a_component_reads_is_known(string variable)
    {
        _project.Environment[variable] = "ann";

        var run = await _project.RunAsync<Reading>("Say");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_file_of_a_secret_is_known()
    {
        _project.Environment["SLIPWAY_KEY_FILE"] = _project.Write("key", "0123456789");

        var run = await _project.RunAsync<Reading>("Say");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [ReadsVariable("SLIPWAY_TOOL")]
    private interface ITool : IBuild;

    [ReadsVariable("SLIPWAY_SCALE")]
    private sealed class Reading : SlipwayBuild, ITool
    {
        [Parameter("A name.")]
        string Name => Get("world");

        [Parameter("A key.")]
        Secret? Key => Get<Secret>();

        Target Say => _ => _.Executes(run => run.Log($"{Name} {Key}"));
    }
}
