namespace Slipway.GitHub.Tests.Rest;

public sealed class TellingOfDeployments : GitHubTest
{
    private const string Make = "POST /repos/acme/shop/deployments";
    private const string List = "GET /repos/acme/shop/deployments?ref=v1&environment=staging&per_page=100";

    private static readonly DeploymentRequest _request = new() { Ref = "v1", Environment = "staging", Description = "from run 7", Key = "run 7.1", IsProduction = false };

    [Fact]
    public async Task A_deployment_asks_for_no_merge_and_no_checks()
    {
        Server.On(Make, new GitHubReply(201, """{"id":42,"payload":{}}"""));

        Assert.Equal(42, await Client.CreateDeploymentAsync(_request, Stop));

        Assert.Equal("""{"ref":"v1","environment":"staging","description":"from run 7","payload":{"slipway_key":"run 7.1"},"production_environment":false,"required_contexts":[],"auto_merge":false}""", Server.Requests[0].Text);
    }

    [Fact]
    public async Task One_whose_answer_was_lost_is_found_and_not_made_twice()
    {
        Server.On(Make, GitHubReply.Reset)
            .On(List, new GitHubReply(200, """[{"id":1,"payload":"{}"},{"id":2,"payload":{"slipway_key":7}},{"id":3,"payload":{"slipway_key":"run 7.1"}}]"""));

        Assert.Equal(3, await Client.CreateDeploymentAsync(_request, Stop));

        Assert.Equal([Make, List], Server.Lines);
    }

    [Fact]
    public async Task One_that_did_not_arrive_is_made()
    {
        Server.On(Make, new GitHubReply(502), new GitHubReply(201, """{"id":5,"payload":""}""")).On(List, new GitHubReply(200, "[]"));

        Assert.Equal(5, await Client.CreateDeploymentAsync(_request, Stop));

        Assert.Equal([Make, List, Make], Server.Lines);
    }

    [Fact]
    public async Task Attempts_to_make_one_end()
    {
        Server.On(Make, new GitHubReply(502)).On(List, new GitHubReply(200, "[]"));

        Assert.StartsWith("error SW1008: GitHub could not be asked to create a deployment to 'staging'", await ProblemOf(() => Client.CreateDeploymentAsync(_request)), StringComparison.Ordinal);
        Assert.Equal(5, Server.Lines.Count(line => line == Make));
    }

    [Theory]
    [InlineData(DeploymentState.InProgress, """{"state":"in_progress","description":"half","environment_url":"https://shop.example/","log_url":"https://ci.example/1","auto_inactive":false}""")]
    [InlineData(DeploymentState.Success, """{"state":"success","description":"half","environment_url":"https://shop.example/","log_url":"https://ci.example/1","auto_inactive":true}""")]
    [InlineData(DeploymentState.Failure, """{"state":"failure","description":"half","environment_url":"https://shop.example/","log_url":"https://ci.example/1","auto_inactive":false}""")]
    public async Task Its_state_leads_to_the_environment(DeploymentState state, string body)
    {
        Server.On("POST /repos/acme/shop/deployments/42/statuses", new GitHubReply(201));

        await Client.SetDeploymentStateAsync(42, state, "half", new Uri("https://shop.example/"), new Uri("https://ci.example/1"), Stop);

        Assert.Equal(body, Server.Requests[0].Text);
    }

    [Fact]
    public async Task An_answer_that_is_not_GitHubs_is_told()
    {
        Server.On(Make, new GitHubReply(200, "<html>sign in</html>"));

        Assert.StartsWith("error SW1009: the answer to 'create a deployment to 'staging'' is none of GitHub's\n", await ProblemOf(() => Client.CreateDeploymentAsync(_request)), StringComparison.Ordinal);
    }
}
