namespace Slipway.GitHub.Tests.Rest;

public sealed class KeepingOneComment : GitHubTest
{
    private const string Mark = "<!-- slipway:ci%2Dlinux -->\n";
    private const string List = "GET /repos/acme/shop/issues/7/comments?per_page=100";
    private const string Make = "POST /repos/acme/shop/issues/7/comments";
    private const string Update = "PATCH /repos/acme/shop/issues/comments/3";

    [Fact]
    public async Task The_first_comment_is_new()
    {
        Server.On(List, new GitHubReply(200, "[]")).On(Make, new GitHubReply(201, Answer(3, "x")));

        Assert.Equal(new PullRequestComment(3, new Uri("https://github.com/c3"), IsNew: true), await SetAsync("all is well"));

        Assert.Equal($"{Mark}all is well", (string)Server.Requests[1].Json["body"]!);
    }

    [Fact]
    public async Task The_next_one_takes_its_place_on_whatever_page_it_is()
    {
        Server.On(List, new GitHubReply(200, $"[{Answer(1, "> " + Mark + "quoted")},{Answer(2, "<!-- slipway:other -->\nx")}]", ("Link", $"<{Server.Url}repos/acme/shop/issues/7/comments?per_page=100&page=2>; rel=\"next\"")))
            .On("GET /repos/acme/shop/issues/7/comments?per_page=100&page=2", new GitHubReply(200, $"[{Answer(3, Mark.Replace("\n", "\r\n", StringComparison.Ordinal) + "old")}]"))
            .On(Update, new GitHubReply(200, Answer(3, "x")));

        Assert.False((await SetAsync("new")).IsNew);

        Assert.Equal($"{Mark}new", (string)Server.Requests[2].Json["body"]!);
    }

    [Fact]
    public async Task One_that_says_the_same_stays()
    {
        Server.On(List, new GitHubReply(200, $"[{Answer(3, Mark + "same")}]"));

        await SetAsync("same");

        Assert.Equal([List], Server.Lines);
    }

    [Fact]
    public async Task One_whose_answer_was_lost_is_not_written_twice()
    {
        Server.On(List, new GitHubReply(200, "[]"), new GitHubReply(200, $"[{Answer(3, Mark + "x")}]")).On(Make, GitHubReply.Reset);

        Assert.Equal(3, (await SetAsync("x")).Id);

        Assert.Equal([List, Make, List], Server.Lines);
    }

    [Fact]
    public async Task What_is_too_long_is_cut()
    {
        Server.On(List, new GitHubReply(200, "[]")).On(Make, new GitHubReply(201, Answer(3, "x")));

        await SetAsync(new string('x', 70_000));

        var body = (string)Server.Requests[1].Json["body"]!;
        Assert.Equal(65_536, body.Length);
        Assert.EndsWith("xx\n\n> The rest does not fit into a comment.\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_go_round_in_a_circle_end()
    {
        Server.On(List, new GitHubReply(200, "[]", ("Link", $"<{Server.Url}repos/acme/shop/issues/7/comments?per_page=100>; rel=\"next\""))).On(Make, new GitHubReply(201, Answer(3, "x")));

        await SetAsync("x");

        Assert.Equal([List, Make], Server.Lines);
    }

    private static string Answer(int id, string body) => $$"""{"id":{{id}},"body":{{System.Text.Json.JsonSerializer.Serialize(body)}},"html_url":"https://github.com/c{{id}}"}""";

    private Task<PullRequestComment> SetAsync(string body) => Client.SetCommentAsync(7, "ci-linux", body);
}
