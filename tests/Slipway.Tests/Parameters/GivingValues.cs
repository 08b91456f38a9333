using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class GivingValues : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Name=ann", "--name", "ann")]
    [InlineData("Name=ann", "--name=ann")]
    [InlineData("Name=a=b", "--name=a=b")]
    [InlineData("Name=", "--name=")]
    [InlineData("Name=--ann", "--name=--ann")]
    [InlineData("Number=-5", "--number", "-5")]
    [InlineData("RegistryUser=ann", "--registry-user", "ann")]
    [InlineData("RegistryUser=ann", "--RegistryUser", "ann")]
    [InlineData("RegistryUser=ann", "--registryUser=ann")]
    [InlineData("Clean=True", "--clean")]
    [InlineData("Clean=True", "--clean=yes")]
    [InlineData("Clean=False", "--clean=off")]
    [InlineData("Cache=False", "--no-cache")]
    [InlineData("Cache=False", "--NoCache")]
    [InlineData("Tags=a+b", "--tags", "a,b")]
    [InlineData("Tags=a+b", "--tags", "a", "--tags=b")]
    [InlineData("Numbers=1+2", "--numbers=1, 2")]
    [InlineData("Colour=LightBlue", "--colour", "light-blue")]
    [InlineData("Colour=LightBlue", "--colour", "LIGHTBLUE")]
    [InlineData("Size=1.5 GiB", "--size=1.5GiB")]
    [InlineData("Size=150 MiB", "--size=150m")]
    [InlineData("Size=143.1 MiB", "--size=150MB")]
    [InlineData("Size=512 B", "--size=512")]
    [InlineData("Wait=00:01:30", "--wait-time=90s")]
    [InlineData("Wait=01:30:00", "--wait-time=1h30m")]
    [InlineData("Wait=00:00:00.2500000", "--wait-time=250ms")]
    [InlineData("Big=9000000000", "--big=9000000000")]
    [InlineData("Ratio=0.5", "--ratio=0.5")]
    [InlineData("Field=set", "--field=set")]
    public async Task A_value_is_given_on_the_command_line(string expected, params string[] args)
    {
        var build = new Everything();

        var run = await _project.RunAsync(build, [.. args, "Read"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, build.Values);
    }

    [Fact]
    public async Task What_nobody_gives_has_its_default()
    {
        var build = new Everything();

        await _project.RunAsync(build, "Read");

        Assert.Equal(
            ["Name=world", "Number=7", "RegistryUser=", "Clean=False", "Cache=True", "Tags=", "Numbers=", "Colour=Red", "Size=", "Wait=", "Big=", "Ratio=", "Field=by code"],
            build.Values);
    }

    [Fact]
    public async Task The_command_line_goes_before_the_environment_before_the_file_before_the_default()
    {
        _project.Write(".nuke/parameters.json", """{ "Name": "file", "RegistryUser": "file", "Number": 1 }""");
        _project.Environment["SLIPWAY_NAME"] = "environment";
        _project.Environment["SLIPWAY_REGISTRY_USER"] = "environment";
        var build = new Everything();

        await _project.RunAsync(build, "Read", "--name=line");

        Assert.Equal(["Name=line", "Number=1", "RegistryUser=environment"], build.Values.Take(3));
    }

    [Fact]
    public async Task An_environment_variable_without_a_value_counts_as_none()
    {
        _project.Environment["SLIPWAY_NAME"] = "";
        var build = new Everything();

        await _project.RunAsync(build, "Read");

        Assert.Equal("Name=world", build.Values[0]);
    }

    [Theory]
    [InlineData("HOST")]
    [InlineData("TARGET")]
    [InlineData("NAME")]
    [InlineData("MODE")]
    [InlineData("SKIP")]
    public async Task Environment_variables_of_others_are_harmless(string variable)
    {
        _project.Environment[variable] = "nonsense";
        var build = new Everything();

        var run = await _project.RunAsync(build, "Read");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("Name=world", build.Values[0]);
    }

    [Fact]
    public async Task The_file_may_hold_comments_arrays_numbers_flags_and_null()
    {
        _project.Write(
            ".nuke/parameters.json",
            """
            {
              "$schema": "./build.schema.json",
              // who
              "registryuser": "ann",
              "Tags": ["a", "b"], /* two */
              "Number": 12,
              "Clean": true,
              "Name": null,
            }
            """);
        var build = new Everything();

        var run = await _project.RunAsync(build, "Read");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["Name=world", "Number=12", "RegistryUser=ann", "Clean=True", "Cache=True", "Tags=a+b"], build.Values.Take(6));
    }

    [Theory]
    [InlineData("Fast", "Number=1", "Clean=True")]
    [InlineData("Fast --number=5", "Number=5", "Clean=True")]
    [InlineData("Fast Slow --number=5", "Number=5", "Clean=True")]
    [InlineData("Slow", "Number=2", "Clean=False")]
    [InlineData("Around", "Number=7", "Clean=False")]
    public async Task A_target_that_is_asked_for_presets_parameters(string line, string number, string clean)
    {
        var build = new Everything();

        var run = await _project.RunAsync(build, line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(number, build.Values);
        Assert.Contains(clean, build.Values);
    }

    [Fact]
    public async Task A_preset_reaches_a_field_too()
    {
        var build = new Everything();

        await _project.RunAsync(build, "WithField");

        Assert.Contains("Field=by preset", build.Values);
    }

    private enum Colour
    {
        Red,
        LightBlue,
    }

    private sealed class Everything : SlipwayBuild
    {
        public string[] Values { get; private set; } = [];

        [Parameter("A name.")]
        string Name => Get("world");

        [Parameter("A number.")]
        int Number => Get(7);

        [Parameter("A user.")]
        string? RegistryUser => Get<string>();

        [Parameter("A flag that is off.")]
        bool Clean => Get(false);

        [Parameter("A flag that is on.")]
        bool Cache => Get(true);

        [Parameter("Tags.")]
        string[] Tags => Get<string[]>([]);

        [Parameter("Numbers.")]
        int[] Numbers => Get<int[]>([]);

        [Parameter("A colour.")]
        Colour Colour => Get(GivingValues.Colour.Red);

        [Parameter("A size.")]
        ByteSize? Size => Get<ByteSize?>();

        [Parameter("A duration.", Name = "WaitTime")]
        TimeSpan? Wait => Get<TimeSpan?>();

        [Parameter("A long number.")]
        long? Big => Get<long?>();

        [Parameter("A broken number.")]
        double? Ratio => Get<double?>();

#pragma warning disable IDE0044, CS0649, RCS1169 // The engine sets it.
        [Parameter("A field.")]
        private string _field = "by code";
#pragma warning restore IDE0044, CS0649, RCS1169

        Target Read => _ => _.Executes(() => Values =
        [
            $"Name={Name}", $"Number={Number}", $"RegistryUser={RegistryUser}", $"Clean={Clean}", $"Cache={Cache}", $"Tags={string.Join('+', Tags)}",
            $"Numbers={string.Join('+', Numbers)}", $"Colour={Colour}", $"Size={Size}", $"Wait={Wait}", $"Big={Big}", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Ratio={Ratio}"), $"Field={_field}",
        ]);

        Target Fast => _ => _.Presets(() => Number, 1).Presets(() => this.Clean, true).DependsOn(Read);

        Target Slow => _ => _.Presets(() => Number, 2).DependsOn(Read);

        Target WithField => _ => _.Presets(() => _field, "by preset").DependsOn(Read);

        Target Around => _ => _.DependsOn(Fast);
    }
}
