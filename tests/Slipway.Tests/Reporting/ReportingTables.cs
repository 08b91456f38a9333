using System.Text.Json;
using Slipway.Reports;
using Slipway.Testing;

namespace Slipway.Tests.Reporting;

public sealed class ReportingTables : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_table_is_an_event_and_holds_no_secret()
    {
        _project.Environment["SLIPWAY_TOKEN"] = "hunter2";

        await _project.RunAsync(new Measured("api", "hunter2 and more"), "Measure", "--events=events.jsonl");

        var line = _project.Read("events.jsonl").Split('\n').Single(text => text.Contains("node-reported", StringComparison.Ordinal));
        var reported = JsonDocument.Parse(line).RootElement;
        Assert.Equal("""{"name":"Image","kind":"text"},{"name":"Size","kind":"bytes"}""", reported.GetProperty("columns").GetRawText()[1..^1]);
        Assert.Equal("""[["api","*** and more"]]""", reported.GetProperty("rows").GetRawText());
    }

    [Fact]
    public async Task A_row_needs_a_cell_for_each_column()
    {
        var run = await _project.RunAsync(new Measured("api"), "Measure");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a row of 'Images' has 1 cells for 2 columns", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_without_a_value_are_left_out_on_GitHub()
    {
        _project.Environment["GITHUB_ACTIONS"] = "true";
        _project.Environment["GITHUB_STEP_SUMMARY"] = _project.PathOf("summary.md");

        await _project.RunAsync(new Measured("api", ""), "Measure");

        Assert.Contains("#### Images\n\n| Image |\n|---|\n| api |\n\n", _project.Read("summary.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_without_rows_says_so()
    {
        _project.Environment["GITHUB_ACTIONS"] = "true";
        _project.Environment["GITHUB_STEP_SUMMARY"] = _project.PathOf("summary.md");

        await _project.RunAsync(new Measured(), "Measure");

        Assert.Contains("#### Images\n\nNothing was looked for.\n\nNone.\n\n", _project.Read("summary.md"), StringComparison.Ordinal);
    }

    private sealed class Measured(params string[] row) : SlipwayBuild
    {
        [Parameter("Opens something.")]
        Secret? Token => Get<Secret?>();

        Target Measure => _ => _.OnlyWhen(() => Token == null || row.Length > 0).Executes(run =>
            run.Report(new ReportTable("Images", [new ReportColumn("Image"), new ReportColumn("Size", ReportColumnKind.Bytes)], row.Length > 0 ? [row] : []) { Note = row.Length > 0 ? null : "Nothing was looked for." }));
    }
}
