using System.Globalization;
using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class ConvertingValues : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Price=12.50", "--price=12.50")]
    [InlineData("Small=-3", "--small=-3")]
    [InlineData("Day=2026-01-31", "--day=2026-01-31")]
    [InlineData("Moment=2026-01-31T00:00:00.0000000+00:00", "--moment=2026-01-31")]
    [InlineData("Moment=2026-01-31T18:30:00.0000000+02:00", "--moment=2026-01-31T18:30:00+02:00")]
    [InlineData("Moment=2026-01-31T18:30:00.0000000+00:00", "--moment=2026-01-31T18:30")]
    [InlineData("Id=6f9619ff-8b86-4d01-b42d-00c04fc964ff", "--id=6F9619FF-8B86-4D01-B42D-00C04FC964FF")]
    [InlineData("Address=https://example.org/a,b", "--address=https://example.org/a,b")]
    [InlineData("Version=1.2.3", "--minimum=1.2.3")]
    [InlineData("Range=2-5", "--range=2..5")]
    [InlineData("Patience=2.00:00:00", "--patience=2d")]
    [InlineData("Sizes=1 KiB+2 MiB", "--sizes=1K,2M")]
    [InlineData("Texts=a,b+c\\d", "--texts=a\\,b,c\\d")]
    [InlineData("Texts=a+b", "--texts=a,,b,")]
    [InlineData("Texts=", "--texts=")]
    public async Task A_text_becomes_a_value_of_the_parameters_type(string expected, string option)
    {
        var build = new Typed();

        var run = await _project.RunAsync(build, "Read", option);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, build.Values);
    }

    [Theory]
    [InlineData("--price=1,5", "error SW0012: --price is '1,5', which is not a number\n")]
    [InlineData("--price=", "error SW0012: --price is '', which is not a number\n")]
    [InlineData("--ratio=nan", "error SW0012: --ratio is 'nan', which is not a number\n")]
    [InlineData("--small=300000", "error SW0012: --small is '300000', which is not an Int16\n")]
    [InlineData("--day=tomorrow", "error SW0012: --day is 'tomorrow', which is not a DateOnly\n")]
    [InlineData("--moment=31.1.2026", "error SW0012: --moment is '31.1.2026', which is not a time such as 2026-01-31 or 2026-01-31T18:30:00Z\n")]
    [InlineData("--id=7", "error SW0012: --id is '7', which is not a GUID such as 6f9619ff-8b86-4d01-b42d-00c04fc964ff\n")]
    [InlineData("--address=/etc/hosts", "error SW0012: --address is '/etc/hosts', which is not an address such as https://example.org/path\n")]
    [InlineData("--minimum=one", "error SW0012: --minimum is 'one', which is not a version such as 1.2.3\n")]
    [InlineData("--range=5..2", "error SW0012: --range is '5..2', which is not a PortRange\n  5 is more than 2\n")]
    [InlineData("--range=5", "error SW0012: --range is '5', which is not a PortRange\n  there is no '..' in it\n")]
    [InlineData("--file=", "error SW0012: --file is '', which is not a path\n")]
    [InlineData("--sizes=1K,big", "error SW0012: --sizes holds 'big', which is not a size such as 512MiB or 4GiB\n")]
    [InlineData("--colour=blu", "error SW0012: --colour is 'blu', which is not one of red, blue\n  try: blue\n")]
    public async Task A_text_that_is_none_is_told(string option, string message)
    {
        var run = await _project.RunAsync<Typed>("Read", option);

        Assert.Equal(message, run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task Elements_of_a_list_in_a_file_are_taken_as_they_are()
    {
        _project.Write(".nuke/parameters.json", """{ "Texts": ["a,b", " c ", "d\\,e"], "Sizes": "1K, 2M" }""");
        var build = new Typed();

        var run = await _project.RunAsync(build, "Read");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Texts=a,b+ c +d\\,e", build.Values);
        Assert.Contains("Sizes=1 KiB+2 MiB", build.Values);
    }

    [Theory]
    [InlineData("""{ "Price": [1, 2] }""", "error SW0012: 'Price' is [1, 2], which is not one value\n  .nuke/parameters.json:1\n")]
    [InlineData("""{ "Texts": ["a", ["b"]] }""", "error SW0012: 'Texts' is [\"a\", [\"b\"]], which is not a list of values\n  .nuke/parameters.json:1\n")]
    [InlineData("{ \"Texts\": \"a\",\n \"texts\": \"b\" }", "error SW0073: 'texts' stands in the file twice\n  .nuke/parameters.json:2\n  .nuke/parameters.json:1\n  try: remove one of them\n")]
    public async Task What_a_parameter_does_not_take_is_told_with_its_line(string text, string message)
    {
        _project.Write(".nuke/parameters.json", text);

        var run = await _project.RunAsync<Typed>("Read");

        Assert.Equal(message, run.Error);
    }

    [Fact]
    public async Task A_path_starts_where_it_was_written()
    {
        _project.Write(".nuke/parameters.json", """{ "File": "of/file", "Folder": "of/file" }""");
        _project.Environment["SLIPWAY_FOLDER"] = "../of/environment";
        _project.CurrentFolder = _project.PathOf("src/app");
        var build = new Typed();

        await _project.RunAsync(build, "Read");
        var ofFile = build.Values[0];
        var ofEnvironment = build.Values[1];
        await _project.RunAsync(build, "Read", "--file=./of/line");

        Assert.Equal("File=" + _project.PathOf("of/file"), ofFile);
        Assert.Equal("Folder=" + _project.PathOf("src/of/environment"), ofEnvironment);
        Assert.Equal("File=" + _project.PathOf("src/app/of/line"), build.Values[0]);
    }

    private enum Colour
    {
        Red,
        Blue,
    }

    private sealed record PortRange(int First, int Last)
    {
        public static PortRange Parse(string text, IFormatProvider? provider)
        {
            if (text.Split("..") is not [var first, var last])
                throw new FormatException("there is no '..' in it");
            var range = new PortRange(int.Parse(first, provider), int.Parse(last, provider));
            return range.First <= range.Last ? range : throw new FormatException($"{range.First} is more than {range.Last}");
        }
    }

    private sealed class Typed : SlipwayBuild
    {
        public string[] Values { get; private set; } = [];

        [Parameter("A file.")]
        FileInfo? File => Get<FileInfo>();

        [Parameter("A folder.")]
        DirectoryInfo? Folder => Get<DirectoryInfo>();

        [Parameter("A price.")]
        decimal? Price => Get<decimal?>();

        [Parameter("A ratio.")]
        double Ratio => Get(1.0);

        [Parameter("A small number.")]
        short Small => Get<short>(1);

        [Parameter("A day.")]
        DateOnly? Day => Get<DateOnly?>();

        [Parameter("A moment.")]
        DateTimeOffset? Moment => Get<DateTimeOffset?>();

        [Parameter("An id.")]
        Guid? Id => Get<Guid?>();

        [Parameter("An address.")]
        Uri? Address => Get<Uri>();

        [Parameter("A version.", Name = "Minimum")]
        Version? Version => Get<Version>();

        [Parameter("A range.")]
        PortRange? Range => Get<PortRange>();

        [Parameter("A duration.")]
        TimeSpan? Patience => Get<TimeSpan?>();

        [Parameter("Sizes.")]
        ByteSize[] Sizes => Get<ByteSize[]>([]);

        [Parameter("Texts.")]
        string[] Texts => Get<string[]>([]);

        [Parameter("A colour.")]
        Colour Colour => Get(ConvertingValues.Colour.Red);

        Target Read => _ => _.Executes(() => Values =
        [
            $"File={File?.FullName}", $"Folder={Folder?.FullName}", string.Create(CultureInfo.InvariantCulture, $"Price={Price}"), string.Create(CultureInfo.InvariantCulture, $"Ratio={Ratio}"),
            string.Create(CultureInfo.InvariantCulture, $"Small={Small}"), string.Create(CultureInfo.InvariantCulture, $"Day={Day:yyyy-MM-dd}"), string.Create(CultureInfo.InvariantCulture, $"Moment={Moment:O}"),
            $"Id={Id}", $"Address={Address}", $"Version={Version}", $"Range={Range?.First}-{Range?.Last}", $"Patience={Patience}",
            $"Sizes={string.Join('+', Sizes)}", $"Texts={string.Join('+', Texts)}", $"Colour={Colour}",
        ]);
    }
}
