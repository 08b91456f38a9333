namespace Slipway.Tests.Completion;

public sealed class CompletingInFish
{
    private const string Driver =
        """
        source $argv[1]
        complete -C $argv[2] | string replace \t ': '
        """;

    [Theory]
    [InlineData("./build.sh BuildA", "BuildAll: Builds \"all\": quickly, it's said.")]
    [InlineData("./build.sh Ev", "Everything: Builds \"all\": quickly, it's said.")]
    [InlineData("./build.sh --paint ", "red", "light-blue", "light-green")]
    [InlineData("./build.sh --paint=li", "--paint=light-blue", "--paint=light-green")]
    [InlineData("./build.sh --palette red,li", "red,light-blue", "red,light-green")]
    [InlineData("./build.sh --skip=Check,BuildS", "--skip=Check,BuildSome: Builds some.")]
    [InlineData("./build.sh --profile s", "small", "staging")]
    [InlineData("./build.sh --no-k", "--no-keep: Not: Whether to keep what was there.")]
    [InlineData("./build.sh --plan BuildS", "BuildSome: Builds some.")]
    [InlineData("./build.sh --source=in/a", "--source=in/a file.txt")]
    [InlineData("./build.sh -- Ch", "Check")]
    [InlineData("./build.sh --owner ")]
    public async Task Fish_offers_what_may_be_meant(string line, params string[] offers)
    {
        Assert.SkipUnless(Shell.IsInstalled("fish"), "there is no fish on this machine: apt-get install fish");
        using var shell = await Shell.StartAsync("fish");

        var offered = await shell.RunAsync(Driver, line);

        Assert.Equal(offers, offered);
    }
}
