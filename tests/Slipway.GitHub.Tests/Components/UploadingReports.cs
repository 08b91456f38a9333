using Slipway.GitHub.Tests.Rest;

namespace Slipway.GitHub.Tests.Components;

public sealed class UploadingReports : GitHubComponentTest
{
    [Fact]
    public async Task Every_report_is_uploaded()
    {
        InWorkflow();
        Project.Write(".nuke/temp/reports/scan/api.sarif", "{}");
        Project.Write(".nuke/temp/reports/lint.sarif", "{}");
        Server.On("POST /repos/acme/shop/code-scanning/sarifs", new GitHubReply(202, """{"id":"1"}"""))
            .On("GET /repos/acme/shop/code-scanning/sarifs/1", new GitHubReply(200, """{"processing_status":"complete"}"""));

        var run = await RunAsync("UploadSarif");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(4, Server.Requests.Count);
        Assert.Contains("done UploadSarif", run.Out, StringComparison.Ordinal);
        Assert.Contains("uploaded .nuke/temp/reports/scan/api.sarif", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_report_is_an_error()
    {
        InWorkflow();

        var run = await RunAsync("UploadSarif");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error SW1022: there is no SARIF file to upload\n  looked for: .nuke/temp/reports/**/*.sarif", run.Out, StringComparison.Ordinal);
    }
}
