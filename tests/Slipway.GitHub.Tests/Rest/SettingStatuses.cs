namespace Slipway.GitHub.Tests.Rest;

public sealed class SettingStatuses : GitHubTest
{
    [Fact]
    public async Task A_status_is_sent_as_the_reference_says()
    {
        Server.On("POST /repos/acme/shop/statuses/1a2b", new GitHubReply(201));

        await Client.SetStatusAsync("1a2b", new CommitStatus { State = CommitState.Failure, Context = "slipway/deploy", Description = "2 failed", TargetUrl = new Uri("https://ci.example/1") }, Stop);

        Assert.Equal("""{"state":"failure","context":"slipway/deploy","description":"2 failed","target_url":"https://ci.example/1"}""", Server.Requests[0].Text);
    }

    [Fact]
    public async Task A_long_description_is_cut_between_characters()
    {
        Server.On("POST /repos/acme/shop/statuses/1a2b", new GitHubReply(201));

        await Client.SetStatusAsync("1a2b", new CommitStatus { State = CommitState.Success, Description = new string('x', 138) + "😀😀" }, Stop);

        Assert.Equal(new string('x', 138) + "…", (string)Server.Requests[0].Json["description"]!);
    }

    [Fact]
    public async Task An_own_server_has_its_path_kept()
    {
        Server.On("POST /api/v3/repos/acme/shop/statuses/1a2b", new GitHubReply(201));
        using var client = new GitHubClient(Options with { ApiUrl = new Uri(Server.Url, "/api/v3/") }, Clock);

        await client.SetStatusAsync("1a2b", new CommitStatus { State = CommitState.Pending }, Stop);

        Assert.Equal("""{"state":"pending","context":"slipway"}""", Server.Requests[0].Text);
    }

    [Fact]
    public async Task A_commit_is_no_path()
    {
        await ProblemOf(() => Client.SetStatusAsync("../../x?y", new CommitStatus { State = CommitState.Pending }));

        Assert.Equal("/repos/acme/shop/statuses/..%2F..%2Fx%3Fy", Server.Requests[0].Path);
    }
}
