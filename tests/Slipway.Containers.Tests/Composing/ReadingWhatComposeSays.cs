using Slipway.Containers.Composing;

namespace Slipway.Containers.Tests.Composing;

public sealed class ReadingWhatComposeSays
{
    [Theory]
    [InlineData("2.26.1-4", "2.26.1")]
    [InlineData("v2.30.0", "2.30.0")]
    [InlineData("1.29.2", "1.29.2")]
    [InlineData("WARNING: something\n5.0.0-rc.1\n", "5.0.0")]
    [InlineData("Usage: docker", null)]
    [InlineData("", null)]
    public void Versions_of_all_kinds_are_read(string output, string? version) => Assert.Equal(version, ComposeVersion.Parse(output)?.ToString());

    [Theory]
    [InlineData("Creating network \"p_default\" with the default driver")]
    [InlineData("Creating p_api_1 ... ")]
    [InlineData("Creating p_api_1 ... done")]
    [InlineData("p_db_1 is up-to-date")]
    [InlineData(" Container p-api-1  Started")]
    [InlineData(" Volume \"p_data\"  Created")]
    public void Progress_of_both_versions_is_noise(string line) => Assert.True(ComposeOutput.IsNoise(line));

    [Theory]
    [InlineData("Container p-api-1 has no logs")]
    [InlineData("ERROR: for api  Cannot start service api")]
    [InlineData("dependency failed to start: container p-db-1 is unhealthy")]
    public void What_matters_is_not(string line) => Assert.False(ComposeOutput.IsNoise(line));
}
