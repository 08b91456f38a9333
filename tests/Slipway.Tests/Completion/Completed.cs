namespace Slipway.Tests.Completion;

/// <summary>A build with something of every kind that shells complete.</summary>
internal sealed class Completed : SlipwayBuild
{
    internal enum Colour
    {
        Red,
        LightBlue,
        LightGreen,
    }

    [Parameter("A colour.")]
    Colour Paint => Get(Colour.Red);

    [Parameter("Colours.")]
    Colour[] Palette => Get<Colour[]>([]);

    [Parameter("Whether to keep what was there.")]
    bool Keep => Get(false);

    [Parameter("A name.")]
    string? Owner => Get<string>();

    [Parameter("A file to read.")]
    FileInfo? Source => Get<FileInfo>();

    [Parameter("A folder to write to.")]
    DirectoryInfo? Output => Get<DirectoryInfo>();

    [Parameter("Opens the door.")]
    Secret? Key => Get<Secret>();

    Target BuildAll => _ => _.Description("Builds \"all\": quickly, it's said.").Alias("Everything").Executes(run => run.Log($"{Paint}{Palette}{Keep}{Owner}{Source}{Output}{Key}"));

    Target BuildSome => _ => _.Description("Builds some.");

    Target Check => _ => _;

    Target Hidden => _ => _.Unlisted();
}
