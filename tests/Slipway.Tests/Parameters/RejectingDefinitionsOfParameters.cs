using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class RejectingDefinitionsOfParameters : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(typeof(Static), "error SW0075: parameter 'Static.Name' is static: two builds in one process would share it\n  try: remove 'static'\n")]
    [InlineData(typeof(TwoTypes), "error SW0076: parameters 'TwoTypes.Port' and 'IServe.Port' have one name and different types\n  try: give one of them another: [Parameter(…, Name = …)]\n")]
    [InlineData(typeof(Unwritable), "error SW0077: parameter 'Unwritable.Größe' is called 'Größe', which cannot be written as an option\n  try: use letters and digits, as in RegistryUser: the option is --registry-user\n")]
    [InlineData(typeof(OfTheEngine), "error SW0078: parameter 'OfTheEngine.NoColor' cannot be given: --no-color is an option of every build\n  try: give it another name: [Parameter(…, Name = …)]\n")]
    [InlineData(typeof(Negated), "error SW0079: --no-cache could mean 'Negated.Cache' and 'Negated.NoCache'\n  try: give one of them another name: [Parameter(…, Name = …)]\n")]
    [InlineData(typeof(FileOfSecret), "error SW0079: --key-file could mean 'FileOfSecret.Key' and 'FileOfSecret.KeyFile'\n  try: give one of them another name: [Parameter(…, Name = …)]\n")]
    [InlineData(typeof(SecretNumber), "error SW0080: secret 'SecretNumber.Pin' is of type Int32, whose text nothing masks\n  try: make it a Secret or a string\n")]
    public async Task A_parameter_that_could_mean_two_things_is_rejected(Type build, string message)
    {
        var run = await _project.RunAsync((SlipwayBuild)Activator.CreateInstance(build)!, "Go");

        Assert.Equal(message, run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Theory]
    [InlineData(typeof(Forgotten), "error SW0081: 'Name' reads a value with Get and is no parameter, so nobody can give it\n  try: mark it: [Parameter(\"…\")]\n")]
    [InlineData(typeof(OtherType), "error SW0082: parameter 'OtherType.Number' is of type Int32 and asks for Int64\n  try: let Get give the type of the member\n")]
    public async Task A_member_that_reads_what_nobody_can_give_is_told(Type build, string message)
    {
        var run = await _project.RunAsync((SlipwayBuild)Activator.CreateInstance(build)!, "Go");

        Assert.Contains(message.Split('\n')[0], run.Out + run.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, run.ExitCode);
    }

    [Fact]
    public async Task A_property_without_code_is_set_like_a_field()
    {
        var build = new Automatic();

        var run = await _project.RunAsync(build, "Go", "--name=ann");

        Assert.Equal((0, "ann"), (run.ExitCode, build.Said));
    }

    private sealed class Static : SlipwayBuild
    {
        [Parameter("A name.")]
        private static string Name { get; set; } = "";

        Target Go => _ => _.Executes(run => run.Log(Name));
    }

    private interface IServe : IBuild
    {
        [Parameter("A port.")]
        int Port => Get(80);
    }

    private sealed class TwoTypes : SlipwayBuild, IServe
    {
        [Parameter("A port.")]
        private string Port => Get("eighty");

        Target Go => _ => _.Executes(run => run.Log(Port));
    }

    private sealed class Unwritable : SlipwayBuild
    {
        [Parameter("A size.")]
        string? Größe => Get<string>();

        Target Go => _ => _.Executes(run => run.Log(Größe!));
    }

    private sealed class OfTheEngine : SlipwayBuild
    {
        [Parameter("A flag.")]
        bool NoColor => Get(false);

        Target Go => _ => _.Executes(run => run.Log($"{NoColor}"));
    }

    private sealed class Negated : SlipwayBuild
    {
        [Parameter("A flag.")]
        bool Cache => Get(false);

        [Parameter("A flag.")]
        bool NoCache => Get(false);

        Target Go => _ => _.Executes(run => run.Log($"{Cache} {NoCache}"));
    }

    private sealed class FileOfSecret : SlipwayBuild
    {
        [Parameter("A key.")]
        Secret? Key => Get<Secret>();

        [Parameter("A file.")]
        string? KeyFile => Get<string>();

        Target Go => _ => _.Executes(run => run.Log($"{Key} {KeyFile}"));
    }

    private sealed class SecretNumber : SlipwayBuild
    {
        [Parameter("A number."), Secret]
        int Pin => Get(0);

        Target Go => _ => _.Executes(run => run.Log($"{Pin}"));
    }

    private sealed class Forgotten : SlipwayBuild
    {
        string Name => Get("world");

        Target Go => _ => _.Executes(run => run.Log(Name));
    }

    private sealed class OtherType : SlipwayBuild
    {
        [Parameter("A number.")]
        int Number => (int)Get(7L);

        Target Go => _ => _.Presets(() => Number, 3).Executes(run => run.Log($"{Number}"));
    }

    private sealed class Automatic : SlipwayBuild
    {
        public string Said { get; private set; } = "";

        [Parameter("A name.")]
        private string Name { get; set; } = "world";

        Target Go => _ => _.Executes(() => Said = Name);
    }
}
