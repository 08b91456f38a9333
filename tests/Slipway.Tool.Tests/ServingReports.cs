using System.Net;
using Slipway.Tool.Reports;

namespace Slipway.Tool.Tests;

public sealed class ServingReports : IAsyncLifetime
{
    private readonly ToolFolder _folder = new ToolFolder()
        .With(".nuke/temp/reports/20260101-100000/index.html", "<p>first</p>")
        .With(".nuke/temp/reports/20260102-100000/index.html", "<p>second</p>")
        .With(".nuke/temp/reports/20260102-100000/logs/Build_a b.log", "done\n")
        .With(".nuke/temp/secret.txt", "not a report");

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client = new();
    private ReportServer? _server;
    private Task _running = Task.CompletedTask;

    public ValueTask InitializeAsync()
    {
        _server = new ReportServer(_folder.PathOf(".nuke/temp/reports"));
        _server.Start(0);
        _client.BaseAddress = new Uri(_server.Address);
        _running = _server.RunAsync(_stop.Token);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        _server!.Dispose();
        _client.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pages_and_logs_are_what_is_in_the_folder()
    {
        Assert.Equal("<p>second</p>", await _client.GetStringAsync(At("20260102-100000/"), TestContext.Current.CancellationToken));
        Assert.Equal("done\n", await _client.GetStringAsync(At("20260102-100000/logs/Build_a%20b.log"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_address_by_itself_lists_the_runs_newest_first()
    {
        var list = await _client.GetStringAsync(At(""), TestContext.Current.CancellationToken);

        Assert.Contains("<li><a href=\"/20260102-100000/\">20260102-100000</a></li>\n<li><a href=\"/20260101-100000/\">20260101-100000</a></li>\n", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing/")]
    [InlineData("..%2Fsecret.txt")]
    [InlineData("20260102-100000/..%2F..%2Fsecret.txt")]
    public async Task What_is_no_report_is_not_served(string path)
    {
        var answer = await _client.GetAsync(At(path), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("There is no such report.\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_name_of_the_machine_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At("20260102-100000/")) { Headers = { Host = "elsewhere.example" } };

        var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.False(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_folder_without_reports_is_told()
    {
        using var empty = new ToolFolder();

        var run = await empty.RunAsync("report");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"error SW0906: neither '{Path.GetFullPath(empty.PathOf("."))}' nor a folder above it has the report of a run\n  try: run something first, with --report always if it is short\n", run.Error);
    }

    private static Uri At(string path) => new(path, UriKind.Relative);
}
