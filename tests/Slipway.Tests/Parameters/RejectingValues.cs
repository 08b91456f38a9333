using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class RejectingValues : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("--number abc Read", "error SW0012: --number is 'abc', which is not a whole number\n")]
    [InlineData("--number=99999999999 Read", "error SW0012: --number is '99999999999', which is not a whole number from -2147483648 to 2147483647\n")]
    [InlineData("--colour=green Read", "error SW0012: --colour is 'green', which is not one of red, light-blue\n")]
    [InlineData("--colour=1 Read", "error SW0012: --colour is '1', which is not one of red, light-blue\n")]
    [InlineData("--size=big Read", "error SW0012: --size is 'big', which is not a size such as 512MiB or 4GiB\n")]
    [InlineData("--size=-infinity Read", "error SW0012: --size is '-infinity', which is not a size such as 512MiB or 4GiB\n")]
    [InlineData("--patience=5 Read", "error SW0012: --patience is '5', which is not a duration such as 90s, 5m or 1h30m\n")]
    [InlineData("--patience=99999999999999999999h Read", "error SW0012: --patience is '99999999999999999999h', which is not a duration such as 90s, 5m or 1h30m\n")]
    [InlineData("--clean=maybe Read", "error SW0012: --clean is 'maybe', which is not true or false\n")]
    [InlineData("--skip=, Read", "error SW0013: --skip needs a value: leave targets out; what they depend on still runs\n  try: --skip TARGET,…\n")]
    [InlineData("--numbers=1,x Read", "error SW0012: --numbers holds 'x', which is not a whole number\n")]
    [InlineData("--plan=yaml Read", "error SW0012: --plan is 'yaml', which is not one of text, json, mermaid\n")]
    [InlineData("--concurrency=-1 Read", "error SW0012: --concurrency is '-1', which is not 0 or more\n")]
    [InlineData("Read --number", "error SW0013: --number needs a value: a number\n  try: --number VALUE\n")]
    [InlineData("Read --number --clean", "error SW0013: --number needs a value: a number\n  try: --number VALUE\n")]
    [InlineData("Read --skip", "error SW0013: --skip needs a value: leave targets out; what they depend on still runs\n  try: --skip TARGET,…\n")]
    [InlineData("--nmber=3 Read", "error SW0010: there is no option '--nmber'\n  try: --number, --numbers\n")]
    [InlineData("--frobnicate Read", "error SW0010: there is no option '--frobnicate'\n  try: --help lists the options\n")]
    [InlineData("-x=secret Read", "error SW0010: there is no option '-x'\n  try: --help lists the options\n")]
    [InlineData("--no-number Read", "error SW0010: there is no option '--no-number'\n  try: --number\n")]
    [InlineData("--no-clean=1 Read", "error SW0022: --no-clean takes no value\n  try: --no-clean\n")]
    [InlineData("--wait=1 Read", "error SW0022: --wait takes no value\n  try: --wait\n")]
    [InlineData("Raed", "error SW0011: there is no target 'Raed'\n  try: Read\n")]
    [InlineData("Qwertyuiop", "error SW0011: there is no target 'Qwertyuiop'\n  try: --list shows the targets\n")]
    [InlineData("Read --skip Raed", "error SW0011: there is no target 'Raed'\n  try: Read\n")]
    [InlineData("--plan", "error SW0033: there is no target to plan\n  try: --plan TARGET; --list shows the targets\n")]
    [InlineData("One Two", "error SW0020: targets 'One' and 'Two' want different values of 'Number': 1 and 2\n  try: ask for one of them, or give --number\n")]
    [InlineData("Odd", "error SW0032: target 'Odd' says Presets(() => Nothing), and 'Nothing' is no parameter\n  try: name a member that has [Parameter]\n")]
    [InlineData("Wanting", "error SW0032: target 'Wanting' says Requires(() => Nothing), and 'Nothing' is no parameter\n  try: name a member that has [Parameter]\n")]
    public async Task A_wrong_command_line_says_what_would_be_right(string line, string message)
    {
        var run = await _project.RunAsync<Strict>(line.Split(' '));

        Assert.Equal(message, run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Empty(_project.Files());
    }

    [Fact]
    public async Task Several_problems_are_told_together()
    {
        _project.Write(".nuke/parameters.json", "{\n  \"Nmber\": 3\n}");
        _project.Environment["SLIPWAY_COLOUR"] = "green";

        var run = await _project.RunAsync<Strict>("Raed", "--number=abc", "--frob", "--skip=Wan");

        Assert.Equal(
            """
            error SW0010: there is no option '--frob'
              try: --help lists the options
            error SW0016: there is no parameter 'Nmber'
              .nuke/parameters.json:2
              try: Number, Numbers
            error SW0012: --number is 'abc', which is not a whole number
            error SW0012: SLIPWAY_COLOUR is 'green', which is not one of red, light-blue
            error SW0011: there is no target 'Raed'
              try: Read
            error SW0011: there is no target 'Wan'
              try: Wanting

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task What_follows_an_unknown_option_is_taken_for_its_value()
    {
        var run = await _project.RunAsync<Strict>("--nmber", "3", "Read");

        Assert.Equal("error SW0010: there is no option '--nmber'\n  try: --number, --numbers\n", run.Error);
    }

    [Theory]
    [InlineData("{ \"Number\": \"abc\" }", "error SW0012: 'Number' is 'abc', which is not a whole number\n  .nuke/parameters.json:1\n")]
    [InlineData("{\n\n \"Number\": { \"a\": 1 } }", "error SW0012: 'Number' is { \"a\": 1 }, which is not one value\n  .nuke/parameters.json:3\n")]
    [InlineData("// \"Nmber\"\n{ \"Nmber\": 1 }", "error SW0016: there is no parameter 'Nmber'\n  .nuke/parameters.json:2\n  try: Number, Numbers\n")]
    [InlineData("[]", "error SW0017: the parameter file cannot be read as JSON\n  .nuke/parameters.json:1\n  it holds no object\n  try: mend it, or delete it\n")]
    [InlineData("{\n  \"Number\": 1\n", "error SW0017: the parameter file cannot be read as JSON\n  .nuke/parameters.json:3\n  expected depth to be zero at the end of the JSON payload\n  try: mend it, or delete it\n")]
    [InlineData("{ \"Password\": \"hunter2hunter2\" }", "error SW0018: 'Password' is a secret: a file that is committed is no place for it\n  .nuke/parameters.json:1\n  try: remove it there and set SLIPWAY_PASSWORD\n")]
    public async Task A_wrong_file_is_told_with_file_and_line(string text, string message)
    {
        _project.Write(".nuke/parameters.json", text);

        var run = await _project.RunAsync<Strict>("Read");

        Assert.Equal(message, run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Everything_that_is_required_and_missing_is_told_before_anything_starts()
    {
        var run = await _project.RunAsync<Requiring>("Deploy");

        Assert.Equal(
            """
            error SW0019: target 'Push' needs 'Registry': Where images go.
              try: give --registry, or set SLIPWAY_REGISTRY
            error SW0019: target 'Push' needs 'Password': Its password.
              try: set SLIPWAY_PASSWORD or SLIPWAY_PASSWORD_FILE, or give --password-file FILE
            error SW0019: target 'Deploy' needs 'Place': Where to.
              try: give --place, or set SLIPWAY_PLACE

            """,
            run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Theory]
    [InlineData("Deploy --skip=Push --place=here")]
    [InlineData("Optional")]
    [InlineData("Defaulted")]
    public async Task Nothing_is_required_by_what_does_not_run_or_has_a_default(string line)
    {
        var run = await _project.RunAsync<Requiring>(line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_parameter_of_a_type_that_no_text_can_be_made_into_is_rejected()
    {
        var run = await _project.RunAsync<Untyped>("--list");

        Assert.Equal(
            """
            error SW0023: parameter 'Address' is of type Stream, which no text can be made into
              try: a text, a number, a flag, an enum, ByteSize, TimeSpan, a path, Secret, a type with Parse(string, IFormatProvider), or an array of these

            """,
            run.Error);
    }

    [Fact]
    public async Task A_folder_that_is_no_project_is_rejected()
    {
        Directory.Delete(_project.PathOf(".nuke"));

        var run = await _project.RunAsync<Strict>("Read");

        Assert.Equal(
            $"""
            error SW0050: neither '{_project.Folder}' nor a folder above it holds '.nuke'
              try: run inside the project, or make the folder: mkdir .nuke

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    private enum Colour
    {
        Red,
        LightBlue,
    }

    private sealed class Strict : SlipwayBuild
    {
        [Parameter("A number.")]
        int Number => Get(7);

        [Parameter("Numbers.")]
        int[] Numbers => Get<int[]>([]);

        [Parameter("A flag.")]
        bool Clean => Get(false);

        [Parameter("A colour.")]
        Colour Colour => Get(RejectingValues.Colour.Red);

        [Parameter("A size.")]
        ByteSize? Size => Get<ByteSize?>();

        [Parameter("A duration.")]
        TimeSpan? Patience => Get<TimeSpan?>();

        [Parameter("A password.")]
        Secret? Password => Get<Secret>();

        string? Nothing => Clean ? null : $"{Numbers}{Colour}{Size}{Patience}{Password}";

        Target Read => _ => _.Executes(() => { });

        Target One => _ => _.Presets(() => Number, 1);

        Target Two => _ => _.Presets(() => Number, 2);

        Target Odd => _ => _.Presets(() => Nothing, null);

        Target Wanting => _ => _.Requires(() => Nothing);
    }

    private sealed class Requiring : SlipwayBuild
    {
        [Parameter("Where images go.")]
        string? Registry => Get<string>();

        [Parameter("Its password.")]
        Secret? Password => Get<Secret>();

        [Parameter("Where to.")]
        string? Place => Get<string>();

        [Parameter("Has a default.")]
        string Region => Get("north");

        Target Push => _ => _.Requires(() => Registry).Requires(() => Password!).Executes(() => { });

        Target Deploy => _ => _.DependsOn(Push).Requires(() => Place).Executes(() => { });

        Target Optional => _ => _.OnlyWhen(() => Registry != null).Requires(() => Password).Executes(() => { });

        Target Defaulted => _ => _.Requires(() => Region).Executes(() => { });
    }

    private sealed class Untyped : SlipwayBuild
    {
        [Parameter("An address.")]
        Stream? Address => Get<Stream>();
    }
}
