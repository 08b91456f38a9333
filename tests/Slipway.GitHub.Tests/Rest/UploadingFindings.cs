using System.IO.Compression;

namespace Slipway.GitHub.Tests.Rest;

public sealed class UploadingFindings : GitHubTest
{
    private const string Upload = "POST /repos/acme/shop/code-scanning/sarifs";
    private const string Ask = "GET /repos/acme/shop/code-scanning/sarifs/47";

    private static readonly GitHubReply _taken = new(202, """{"id":"47","url":"https://api.github.com/x"}""");

    [Fact]
    public async Task Findings_are_compressed_and_waited_for()
    {
        var file = Project.Write("a b.sarif", """{"version":"2.1.0","runs":[]}""");
        Server.On(Upload, _taken)
            .On(Ask, new GitHubReply(404), new GitHubReply(200, """{"processing_status":"pending"}"""), new GitHubReply(200, """{"processing_status":"complete","analyses_url":"https://api.github.com/a"}"""));

        var result = await UploadAsync(file, TimeSpan.FromMinutes(1));

        Assert.Equal(new SarifResult("47", new Uri("https://api.github.com/a")), result);
        Assert.Equal([Upload, Ask, Ask, Ask], Server.Lines);
        var sent = Server.Requests[0].Json;
        Assert.Equal("1a2b", (string)sent["commit_sha"]!);
        Assert.Equal("refs/heads/main", (string)sent["ref"]!);
        Assert.Equal("slipway", (string)sent["tool_name"]!);
        Assert.Equal(new Uri(Project.Folder + "/").AbsoluteUri, (string)sent["checkout_uri"]!);
        using var gzip = new StreamReader(new GZipStream(new MemoryStream(Convert.FromBase64String((string)sent["sarif"]!)), CompressionMode.Decompress));
        Assert.Equal("""{"version":"2.1.0","runs":[]}""", await gzip.ReadToEndAsync(Stop));
    }

    [Fact]
    public async Task What_GitHub_cannot_read_is_told()
    {
        Server.On(Upload, _taken).On(Ask, new GitHubReply(200, """{"processing_status":"failed","errors":["rejecting SARIF,\n as there are more runs than allowed"]}"""));

        Assert.Equal(
            """
            error SW1011: GitHub could not read 'x.sarif'
              rejecting SARIF, as there are more runs than allowed
              try: mend the file, or what writes it
            """,
            await ProblemOf(() => UploadAsync(Project.Write("x.sarif", "{}"), TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public async Task The_wait_has_an_end()
    {
        Server.On(Upload, _taken).On(Ask, new GitHubReply(200, """{"processing_status":"pending"}"""));

        Assert.Equal(
            """
            error SW1012: GitHub did not process 'x.sarif' within 10 s
              it waited for: processing_status 'complete' or 'failed'
              try: look at the repository's page 'Security', 'Code scanning', later
            """,
            await ProblemOf(() => UploadAsync(Project.Write("x.sarif", "{}"), TimeSpan.FromSeconds(12))));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_sent()
    {
        var noise = new byte[11 * 1024 * 1024];
        new Random(1).NextBytes(noise);
        var file = Project.Write("big.sarif", "");
        await File.WriteAllBytesAsync(file, noise, Stop);

        Assert.StartsWith("error SW1013: 'big.sarif' is too large for GitHub: 115", await ProblemOf(() => UploadAsync(file, TimeSpan.FromSeconds(1))), StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    private Task<SarifResult> UploadAsync(string file, TimeSpan limit) => Client.UploadSarifAsync(file, "1a2b", "refs/heads/main", Project.Folder, limit);
}
