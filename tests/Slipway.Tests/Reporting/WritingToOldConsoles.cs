using System.Text;
using System.Text.Json;
using Slipway.Hosting;
using Slipway.Reporting;
using Slipway.Testing;
using Slipway.Tests.Reporting.Terminals;

namespace Slipway.Tests.Reporting;

public sealed class WritingToOldConsoles : IDisposable
{
    private readonly TestProject _project = new();

    public static TheoryData<string, string> Lines() => new()
    {
        { "ascii", "+ built -> dist/ -- 3 files... ? ?" },
        { "latin1", "+ built -> dist/ -- 3 files... é ?" },
        { "437", "+ built -> dist/ ── 3 files... é ?" },
        { "1252", "+ built -> dist/ -- 3 files… é ?" },
        { "utf-8", "✓ built → dist/ ── 3 files… é ж" },
        { "utf-16", "✓ built → dist/ ── 3 files… é ж" },
    };

    public void Dispose() => _project.Dispose();

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task What_an_encoding_lacks_is_written_in_ASCII(string encoding, string expected)
    {
        var run = await RunAsync(Named(encoding), "Say");

        Assert.Contains($"\n      Say  {expected}\n", run, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ascii", "...")]
    [InlineData("latin1", "...")]
    [InlineData("437", "...")]
    [InlineData("1252", "…")]
    public async Task Help_keeps_its_columns(string encoding, string cut)
    {
        var help = await RunAsync(Named(encoding), "--help");

        Assert.StartsWith($"Usage: ./build.sh TARGET{cut} [--option value]\n", help, StringComparison.Ordinal);
        var skip = help.Split('\n').Single(line => line.StartsWith("  --skip", StringComparison.Ordinal));
        var list = help.Split('\n').Single(line => line.StartsWith("  --list", StringComparison.Ordinal));
        Assert.StartsWith($"  --skip TARGET,{cut}  ", skip, StringComparison.Ordinal);
        Assert.Equal(list.IndexOf("List", StringComparison.Ordinal), skip.IndexOf("Leave", StringComparison.Ordinal));
        Assert.All(help.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Lines_of_the_live_view_stay_within_the_terminal_although_signs_grow()
    {
        using var screen = new Screen();
        var (clock, build) = (new FakeClock(), new SlowBuild());
        (_project.Time, _project.Output, _project.Terminal) = (clock, screen, () => new TerminalSize(50, 20));

        var running = _project.RunAsync(build, "Publish", "--mode=sequential");
        await build.StartedAsync("Image:api");
        build.Say("Image:api", run => run.Detail(new string('→', 30)));
        clock.Advance(TimeSpan.FromSeconds(12));
        var drawn = await screen.Drawn.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        build.Release.TrySetResult();
        await running;

        var lines = drawn.Split("\e[K\r\n").Select(line => PlainText.Of(line)).ToList();
        Assert.Equal("  Image:api         0 s  " + string.Concat(Enumerable.Repeat("->", 10)) + "-...", lines[0]);
        Assert.All(lines, line => Assert.True(line.Length < 50, line));
    }

    [Fact]
    public async Task Errors_are_readable_too()
    {
        using var error = new StringWriterOf(Encoding.Latin1);
        var options = new HostOptions { Folder = _project.Folder, Environment = new Dictionary<string, string>(StringComparer.Ordinal), Out = TextWriter.Null, Error = error };

        var exitCode = await new BuildHost(new Saying(), options).RunAsync(["Sa…"]);

        Assert.Equal((2, "error SW0011: there is no target 'Sa...'\n  try: Say\n"), (exitCode, error.ToString().ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Events_lose_nothing()
    {
        var events = await RunAsync(Encoding.ASCII, "Say", "--events", "-");

        Assert.True(Ascii.IsValid(events));
        var said = events.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Single(line => line.GetProperty("event").GetString() == "node-said");
        Assert.Equal(Saying.Line, said.GetProperty("line").GetString());
    }

    private static Encoding Named(string encoding) => encoding switch
    {
        "437" => new CodePage("─│┌└├√éµ«»"),
        "1252" => new CodePage("…–—‘’“”•é«»µ"),
        _ => Encoding.GetEncoding(encoding),
    };

    private async Task<string> RunAsync(Encoding encoding, params string[] args)
    {
        using var bytes = new MemoryStream();
        await using var writer = new StreamWriter(bytes, encoding, leaveOpen: true) { NewLine = "\n" };
        _project.Output = writer;
        await _project.RunAsync<Saying>(args);
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        return encoding.GetString(bytes.ToArray()).TrimStart('\uFEFF').ReplaceLineEndings("\n");
    }

    private sealed class Saying : SlipwayBuild
    {
        public const string Line = "✓ built → dist/ ── 3 files… é ж";

        Target Say => _ => _.Executes(run => run.Log(Line));
    }

    private class StringWriterOf(Encoding encoding) : StringWriter
    {
        public override Encoding Encoding => encoding;
    }

    private sealed class Screen() : StringWriterOf(Encoding.Latin1)
    {
        public TaskCompletionSource<string> Drawn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Write(string? value)
        {
            if (value?.Contains("->", StringComparison.Ordinal) ?? false)
                Drawn.TrySetResult(value);
            base.Write(value);
        }
    }
}
