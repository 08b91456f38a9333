using System.Text.Json;
using Slipway.Reports;
using Slipway.Testing;

namespace Slipway.Tests.Reporting.Page;

public sealed class WritingReports : IDisposable
{
    private readonly TestProject _project = new();
    private readonly FakeClock _clock = new();

    public WritingReports()
    {
        _project.Time = _clock;
        _project.Environment.Remove("SLIPWAY_REPORT");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_run_that_took_a_second_leaves_a_page_and_says_where()
    {
        var run = await _project.RunAsync(new Shipped(_clock), "Push");

        var folder = Assert.Single(Directory.GetDirectories(_project.PathOf(".nuke/temp/reports")));
        Assert.EndsWith($"\nreport: .nuke/temp/reports/{Path.GetFileName(folder)}/index.html\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(["index.html", "logs", "report.json", "trace.json"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_run_of_no_time_leaves_none()
    {
        var run = await _project.RunAsync(new Shipped(_clock), "Check");

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("report:", run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.PathOf(".nuke/temp/reports")));
    }

    [Fact]
    public async Task A_failure_leaves_one_however_short_it_was()
    {
        _project.Environment["SLIPWAY_REFUSE"] = "true";

        var run = await _project.RunAsync(new Shipped(_clock), "Check");

        Assert.Equal(1, run.ExitCode);
        var page = ReadPage();
        Assert.Contains("<article class=\"failure\"><h3><a href=\"#node-0\">Check</a></h3>\n<pre>error X0001: refused\n  Dockerfile:3\n  try: ask again</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<p>Its last output, of its <a href=\"logs/Check.log\">log</a>:</p>\n<pre>looking &amp; thinking</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<p>To repeat it:</p>\n<pre>./build.sh Check</pre>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("always", true)]
    [InlineData("never", false)]
    public async Task The_person_decides(string when, bool isThere)
    {
        await _project.RunAsync(new Shipped(_clock), when == "always" ? "Check" : "Push", "--report", when);

        Assert.Equal(isThere, Directory.Exists(_project.PathOf(".nuke/temp/reports")));
    }

    [Fact]
    public async Task Tables_of_one_title_are_one_in_the_order_of_the_plan()
    {
        await _project.RunAsync(new Shipped(_clock), "Push", "--mode", "sequential");

        var tables = ReadJson("report.json").GetProperty("tables");
        var table = Assert.Single(tables.EnumerateArray().ToList());
        Assert.Equal("""[["api","268435456","critical","100..1500"],["web","1024","ok","0..3000"]]""", JsonSerializer.Serialize(table.GetProperty("rows")));
        var page = ReadPage();
        Assert.Contains("<td class=\"number\" data-order=\"268435456\">256 MiB</td><td data-order=\"0\"><span class=\"badge s-critical\">critical</span></td>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"bar\" style=\"left:3.33%;width:46.67%\"></span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nodes_that_the_run_waited_for_are_its_critical_path_whether_for_their_end_or_their_room()
    {
        await _project.RunAsync(new Shipped(_clock), "Check", "Push", "--mode", "sequential");

        var nodes = ReadJson("report.json").GetProperty("nodes").EnumerateArray();
        Assert.Equal(["Image:api", "Image:web", "Push"], nodes.Where(node => node.TryGetProperty("critical", out _)).Select(node => node.GetProperty("node").GetString()));
    }

    [Fact]
    public async Task Columns_without_a_value_take_no_room()
    {
        await _project.RunAsync(new Shipped(_clock), "Push");

        var headings = ReadPage().Split('\n').First(line => line.Contains("<table id=\"nodes-table\">", StringComparison.Ordinal));
        Assert.Equal(["Node", "Target", "Result", "Started", "Took", "Why"], headings.Split("class=\"order\">")[1..].Select(heading => heading.Split('<')[0]));
    }

    [Fact]
    public async Task The_trace_holds_a_span_for_each_node_that_worked()
    {
        await _project.RunAsync(new Shipped(_clock), "Push", "--mode", "sequential");

        var spans = ReadJson("trace.json").GetProperty("traceEvents").EnumerateArray().Where(e => e.GetProperty("ph").GetString() == "X");
        Assert.Equal(
            ["Image:api 0+1500000 in 0", "Image:web 1500000+1500000 in 0", "Push 3000000+1500000 in 0"],
            spans.Select(e => $"{e.GetProperty("name")} {e.GetProperty("ts")}+{e.GetProperty("dur")} in {e.GetProperty("tid")}"));
    }

    [Fact]
    public async Task Nothing_of_it_holds_a_secret_however_it_is_written()
    {
        _project.Environment["SLIPWAY_TOKEN"] = "a&b<\"c\">";

        await _project.RunAsync(new Shipped(_clock) { Says = "a&b<\"c\"> it was" }, "Push");

        var texts = Directory.GetFiles(Directory.GetDirectories(_project.PathOf(".nuke/temp/reports"))[0], "*", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.Equal(5, texts.Count);
        Assert.All(texts, text => Assert.All(["a&b", "a&amp;b", "a\\u0026b"], written => Assert.DoesNotContain(written, text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Markup_that_a_tool_wrote_is_text()
    {
        await _project.RunAsync(new Shipped(_clock) { Says = "<script>alert(1)</script>" }, "Push");

        Assert.DoesNotContain("<script>alert", ReadPage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_rows_do_not_make_it_large_and_are_all_in_the_json()
    {
        await _project.RunAsync(new Large(_clock), "Scan");

        var page = ReadPage();
        Assert.InRange(page.Length, 100_000, 500_000);
        Assert.Matches("<p class=\"note\">\\d+ more rows are in <a href=\"report.json\">report.json</a>.</p>", page);
        Assert.Equal(20_000, ReadJson("report.json").GetProperty("tables")[0].GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task The_reports_of_the_last_ten_runs_are_kept()
    {
        for (var i = 0; i < 12; i++)
        {
            await _project.RunAsync(new Shipped(_clock), "Check", "--report=always");
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(10, Directory.GetDirectories(_project.PathOf(".nuke/temp/reports")).Length);
    }

    [Fact]
    public async Task Opening_it_starts_the_program_that_the_environment_names()
    {
        _project.Environment["BROWSER"] = "firefox";
        var processes = new FakeProcessRunner().Answer(started => started.Program == "firefox", FakeAnswer.Success());
        _project.Processes = processes;

        var run = await _project.RunAsync(new Shipped(_clock), "Check", "--open");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("/index.html", Assert.Single(processes.Invocations).Arguments[0], StringComparison.Ordinal);
    }

    private string ReadPage() => File.ReadAllText(Path.Combine(Directory.GetDirectories(_project.PathOf(".nuke/temp/reports"))[0], "index.html"));

    private JsonElement ReadJson(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Directory.GetDirectories(_project.PathOf(".nuke/temp/reports"))[0], name))).RootElement;

    private sealed class Shipped(FakeClock clock) : SlipwayBuild
    {
        public string Says { get; init; } = "looking & thinking";

        [Parameter("Opens something.")]
        Secret? Token => Get<Secret?>();

        [Parameter("Makes it fail.")]
        bool Refuse => Get(false);

        Target Check => _ => _.OnlyWhen(() => Token == null || Says.Length > 0).Executes(run =>
        {
            run.Log(Says);
            if (Refuse)
                throw new ProblemException(new Problem("X0001", "refused", ["Dockerfile:3"], "ask again"));
        });

        Target<string, int> Image => _ => _.ForEach(() => ["api", "web"]).Executes((item, run) =>
        {
            run.Log(Says);
            run.Report(new ReportTable(
                "Images",
                [new ReportColumn("Image"), new ReportColumn("Size", ReportColumnKind.Bytes), new ReportColumn("Worst", ReportColumnKind.Severity, IsFilter: true), new ReportColumn("When", ReportColumnKind.Interval)],
                [item == "api" ? [item, "268435456", "critical", "100..1500"] : [item, "1024", "ok", "0..3000"]]));
            clock.Advance(TimeSpan.FromSeconds(1.5));
            return Task.FromResult(0);
        });

        Target Push => _ => _.DependsOn(Image).Executes(() => clock.Advance(TimeSpan.FromSeconds(1.5)));
    }

    private sealed class Large(FakeClock clock) : SlipwayBuild
    {
        Target Scan => _ => _.Executes(run =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            run.Report(new ReportTable("Findings", [new ReportColumn("Package", IsFilter: true), new ReportColumn("What")], [.. Enumerable.Range(0, 20_000).Select(i => (string[])[$"package {i % 7}", $"finding {i}"])]));
        });
    }
}
