using System.Text;

namespace Slipway.GitHub.Tests.Rest;

public sealed class PublishingReleases : GitHubTest
{
    private const string List = "GET /repos/acme/shop/releases?per_page=100";
    private const string Make = "POST /repos/acme/shop/releases";
    private const string Assets = "GET /repos/acme/shop/releases/9/assets?per_page=100";
    private const string Upload = "POST /up/9/assets?name=digests.txt";
    private const string Patch = "PATCH /repos/acme/shop/releases/9";

    private string Answer(string tag = "v1", bool draft = true) =>
        $$"""{"id":9,"tag_name":"{{tag}}","html_url":"https://github.com/acme/shop/releases/9","upload_url":"{{Server.Url}}up/9/assets{?name,label}","draft":{{(draft ? "true" : "false")}}}""";

    [Fact]
    public async Task A_new_release_is_a_draft_until_its_files_are_there()
    {
        Server.On(List, new GitHubReply(200, "[]")).On(Make, new GitHubReply(201, Answer())).On(Assets, new GitHubReply(200, "[]"))
            .On(Upload, new GitHubReply(201)).On(Patch, new GitHubReply(200, Answer(draft: false)));

        var release = await PublishAsync();

        Assert.Equal(new PublishedRelease(9, new Uri("https://github.com/acme/shop/releases/9"), IsNew: true), release);
        Assert.Equal([List, Make, Assets, Upload, Patch], Server.Lines);
        Assert.Equal("""{"tag_name":"v1","target_commitish":"1a2b","name":"v1","body":"text","draft":true,"prerelease":false}""", Server.Requests[1].Text);
        Assert.Equal("sha256:1", Encoding.UTF8.GetString(Server.Requests[3].Body));
        Assert.Equal("text/plain", Server.Requests[3].Headers["Content-Type"]);
        Assert.Equal("""{"tag_name":"v1","target_commitish":"1a2b","name":"v1","body":"text","draft":false,"prerelease":false}""", Server.Requests[4].Text);
    }

    [Fact]
    public async Task A_release_that_is_there_gets_the_new_text_and_files()
    {
        Server.On(List, new GitHubReply(200, $"[{Answer("v0")},{Answer(draft: false)}]"))
            .On(Assets, new GitHubReply(200, """[{"id":1,"name":"other.txt","state":"uploaded"},{"id":2,"name":"digests.txt","state":"uploaded"}]"""))
            .On("DELETE /repos/acme/shop/releases/assets/2", new GitHubReply(204))
            .On(Upload, new GitHubReply(201)).On(Patch, new GitHubReply(200, Answer(draft: false)));

        Assert.False((await PublishAsync()).IsNew);

        Assert.Equal([List, Assets, "DELETE /repos/acme/shop/releases/assets/2", Upload, Patch], Server.Lines);
    }

    [Fact]
    public async Task Half_of_a_file_that_arrived_is_removed_before_it_is_sent_again()
    {
        Server.On(List, new GitHubReply(200, $"[{Answer()}]"))
            .On(Assets, new GitHubReply(200, "[]"), new GitHubReply(200, """[{"id":3,"name":"digests.txt","state":"starter"}]"""))
            .On("DELETE /repos/acme/shop/releases/assets/3", new GitHubReply(404))
            .On(Upload, new GitHubReply(502), new GitHubReply(201)).On(Patch, new GitHubReply(200, Answer(draft: false)));

        await PublishAsync();

        Assert.Equal([List, Assets, Upload, Assets, "DELETE /repos/acme/shop/releases/assets/3", Upload, Patch], Server.Lines);
    }

    [Fact]
    public async Task A_release_is_looked_for_on_every_page()
    {
        Server.On(List, new GitHubReply(200, "[]", ("Link", $"<{Server.Url}repos/acme/shop/releases?per_page=100&page=2>; rel=\"next\", <{Server.Url}repos/acme/shop/releases?per_page=100&page=2>; rel=\"last\"")))
            .On("GET /repos/acme/shop/releases?per_page=100&page=2", new GitHubReply(200, $"[{Answer()}]"))
            .On(Assets, new GitHubReply(200, "[]")).On(Upload, new GitHubReply(201)).On(Patch, new GitHubReply(200, Answer()));

        Assert.False((await PublishAsync()).IsNew);
    }

    [Fact]
    public async Task The_token_goes_to_no_other_server()
    {
        Server.On(List, new GitHubReply(200, "[]", ("Link", "<https://evil.example/repos?page=2>; rel=\"next\"")));

        Assert.Equal(
            """
            error SW1010: the list asked for to find release 'v1' goes on at another server
              next page: https://evil.example
              try: check GITHUB_API_URL
            """,
            await ProblemOf(PublishAsync));
    }

    [Fact]
    public async Task Files_go_to_no_address_that_is_not_safe()
    {
        Server.On(List, new GitHubReply(200, $"[{Answer().Replace(Server.Url.ToString(), "http://evil.example/", StringComparison.Ordinal)}]")).On(Assets, new GitHubReply(200, "[]"));

        Assert.StartsWith("error SW1016: GitHub names an address for uploads that is not safe\n  http://evil.example\n", await ProblemOf(PublishAsync), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_files_of_one_name_are_refused_before_anything_is_sent()
    {
        var (a, b) = (Project.Write("a/sbom.json", ""), Project.Write("b/SBOM.json", ""));

        Assert.Equal(
            $"error SW1015: two files of the release are named 'sbom.json'\n  {a}\n  {b}\n  try: rename one: assets have names only, no folders",
            await ProblemOf(() => Client.PublishReleaseAsync(new ReleaseRequest { Tag = "v1", Assets = [a, b] })));
        Assert.Empty(Server.Requests);
    }

    private Task<PublishedRelease> PublishAsync() =>
        Client.PublishReleaseAsync(new ReleaseRequest { Tag = "v1", Commit = "1a2b", Body = "text", Assets = [Project.Write("digests.txt", "sha256:1")] });
}
