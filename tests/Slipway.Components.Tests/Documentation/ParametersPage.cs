namespace Slipway.Components.Tests.Documentation;

/// <summary>What docs/reference/parameters.md says of its example.</summary>
public sealed class ParametersPage : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_target_needs_what_the_build_and_its_component_require()
    {
        _project.Environment["SLIPWAY_CARRIER_TOKEN"] = "letmein99";
        _project.CurrentFolder = _project.PathOf("shop");

        var run = await _project.RunAsync<Shipping>("Pack", "Ship", "--first", "anvil@50", "--by=road,rail", "--labels", "out");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"packs 10, anvil first; labels are in {_project.PathOf("shop/out")}\n", _project.Read(".nuke/temp/logs/Pack.log"));
        Assert.Equal("ships by Road and Rail, with ***\n", _project.Read(".nuke/temp/logs/Ship.log"));
    }

    [Fact]
    public async Task All_that_is_wrong_and_missing_is_told_at_once()
    {
        var run = await _project.RunAsync<Shipping>("Ship", "--first=anvil");

        Assert.Equal(
            """
            error SW0012: --first is 'anvil', which is not a ShipOrder
              write NAME@KILOGRAMS
            error SW0070: 'CarrierToken' is required: Opens the carrier's gate.
              try: set SLIPWAY_CARRIER_TOKEN or SLIPWAY_CARRIER_TOKEN_FILE, or give --carrier-token-file FILE

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }
}
