using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class ChoosingProfiles : IDisposable
{
    private readonly TestProject _project = new();

    public ChoosingProfiles()
    {
        _project.Write(".nuke/parameters.json", """{ "Name": "file", "Number": 1, "Region": "file" }""");
        _project.Write(".nuke/parameters.staging.json", """{ "Name": "staging", "Number": 2 }""");
        _project.Write(".nuke/parameters.small.json", """{ "Number": 3, "Region": null }""");
    }

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("file 1 file")]
    [InlineData("staging 2 file", "--profile", "staging")]
    [InlineData("staging 3 nowhere", "--profile=staging,small")]
    [InlineData("staging 2 nowhere", "--profile=small", "--profile=staging")]
    [InlineData("line 3 nowhere", "--name=line", "--profile=small")]
    public async Task A_profile_goes_before_the_file_and_a_later_one_before_an_earlier(string expected, params string[] args)
    {
        var run = await _project.RunAsync<Regional>([.. args, "Say"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected + "\n", _project.Read(".nuke/temp/logs/Say.log"));
    }

    [Fact]
    public async Task The_environment_goes_before_a_profile()
    {
        _project.Environment["SLIPWAY_NAME"] = "environment";

        await _project.RunAsync<Regional>("Say", "--profile=staging");

        Assert.Equal("environment 2 file\n", _project.Read(".nuke/temp/logs/Say.log"));
    }

    [Theory]
    [InlineData("stagin", "error SW0072: there is no profile 'stagin': .nuke/parameters.stagin.json does not exist\n  try: staging\n")]
    [InlineData("production", "error SW0072: there is no profile 'production': .nuke/parameters.production.json does not exist\n  try: one of small, staging\n")]
    [InlineData("../../elsewhere", "error SW0072: there is no profile '../../elsewhere': .nuke/parameters.../../elsewhere.json does not exist\n  try: one of small, staging\n")]
    public async Task An_unknown_profile_is_told_with_those_there_are(string profile, string message)
    {
        var run = await _project.RunAsync<Regional>("Say", "--profile", profile);

        Assert.Equal(message, run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task A_wrong_profile_is_told_with_its_file_and_line()
    {
        _project.Write(".nuke/parameters.staging.json", "{\n  \"Nmber\": 1,\n  \"Number\": \"x\",\n  \"Password\": \"letmein99\"\n}");

        var run = await _project.RunAsync<Regional>("Say", "--profile=staging");

        Assert.Equal(
            """
            error SW0016: there is no parameter 'Nmber'
              .nuke/parameters.staging.json:2
              try: Number
            error SW0018: 'Password' is a secret: a file that is committed is no place for it
              .nuke/parameters.staging.json:4
              try: remove it there and set SLIPWAY_PASSWORD
            error SW0012: 'Number' is 'x', which is not a whole number
              .nuke/parameters.staging.json:3

            """,
            run.Error);
    }

    private sealed class Regional : SlipwayBuild
    {
        [Parameter("A name.")]
        string Name => Get("nobody");

        [Parameter("A number.")]
        int Number => Get(0);

        [Parameter("A region.")]
        string Region => Get("nowhere");

        [Parameter("A password.")]
        Secret? Password => Get<Secret>();

        Target Say => _ => _.Executes(run => run.Log(Password is null ? $"{Name} {Number} {Region}" : "too much"));
    }
}
