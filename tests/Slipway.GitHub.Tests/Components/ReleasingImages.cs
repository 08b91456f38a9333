using System.Text;
using Slipway.GitHub.Tests.Rest;

namespace Slipway.GitHub.Tests.Components;

public sealed class ReleasingImages : GitHubComponentTest
{
    [Fact]
    public async Task The_release_has_the_digests_and_the_bills_of_materials()
    {
        InWorkflow();
        Project.Environment["GITHUB_REF_TYPE"] = "tag";
        Project.Environment["GITHUB_REF_NAME"] = "v1.0-rc.1";
        Project.Environment["GITHUB_OUTPUT"] = Project.PathOf("output");
        Project.Write(".nuke/temp/reports/push/shop/api.json", """{"reference":"r.test/api:1","digest":"sha256:aa","imageId":"sha256:bb"}""");
        Project.Write(".nuke/temp/reports/sbom/api.spdx.json", "{}");
        var answer = $$"""{"id":9,"tag_name":"v1.0-rc.1","html_url":"https://github.com/r/9","upload_url":"{{Server.Url}}up{?name,label}","draft":true}""";
        Server.On("GET /repos/acme/shop/releases?per_page=100", new GitHubReply(200, "[]")).On("POST /repos/acme/shop/releases", new GitHubReply(201, answer))
            .On("GET /repos/acme/shop/releases/9/assets?per_page=100", new GitHubReply(200, "[]"))
            .On("POST /up?name=api.spdx.json", new GitHubReply(201)).On("POST /up?name=digests.txt", new GitHubReply(201))
            .On("PATCH /repos/acme/shop/releases/9", new GitHubReply(200, answer));

        var run = await RunAsync("GitHubRelease");

        Assert.Equal(0, run.ExitCode);
        var last = Server.Requests[^1].Json;
        Assert.Equal("| image | digest |\n|---|---|\n| `r.test/api:1` | `sha256:aa` |\n", (string)last["body"]!);
        Assert.True((bool)last["prerelease"]!);
        Assert.Equal("sha256:aa  r.test/api:1\n", Encoding.UTF8.GetString(Server.Requests.Single(request => request.Path == "/up?name=digests.txt").Body));
        Assert.Contains("\nv1.0-rc.1\n", Project.Read("output"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_tag_nothing_is_released()
    {
        InWorkflow();

        var run = await RunAsync("GitHubRelease");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("it runs for no tag; --release-tag names one", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_record_is_told()
    {
        InWorkflow();
        Project.Write(".nuke/temp/reports/push/shop/api.json", """{"reference":"r"}""");

        var run = await RunAsync("GitHubRelease --release-tag=v1");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error SW1023: the record of a pushed image is damaged\n  .nuke/temp/reports/push/shop/api.json\n", run.Out, StringComparison.Ordinal);
    }
}
