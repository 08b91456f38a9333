using Slipway.GitHub.Tests.Rest;

namespace Slipway.GitHub.Tests.Components;

public sealed class FollowingADeployment : GitHubComponentTest
{
    [Theory]
    [InlineData(false, "success", "all went well")]
    [InlineData(true, "failure", "failed: Work")]
    public async Task GitHub_is_told_of_its_begin_and_its_end(bool fails, string state, string description)
    {
        InWorkflow();
        Server.On("POST /repos/acme/shop/deployments", new GitHubReply(201, """{"id":5,"payload":{}}"""))
            .On("POST /repos/acme/shop/deployments/5/statuses", new GitHubReply(201));

        await RunAsync("Work GitHubDeployment --deployment-environment=staging --environment-url=https://shop.example", fails);

        Assert.Equal(
            [
                $$$"""{"ref":"{{{Commit}}}","environment":"staging","description":"by Slipway","payload":{"slipway_key":"run 77.2 deploy"},"required_contexts":[],"auto_merge":false}""",
                """{"state":"in_progress","environment_url":"https://shop.example/","log_url":"https://github.com/acme/shop/actions/runs/77","auto_inactive":false}""",
                $$"""{"state":"{{state}}","description":"{{description}}","environment_url":"https://shop.example/","log_url":"https://github.com/acme/shop/actions/runs/77","auto_inactive":{{(fails ? "false" : "true")}}}""",
            ],
            Server.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task An_address_that_is_none_is_found_before_anything_is_told()
    {
        InWorkflow();

        var run = await RunAsync("GitHubDeployment --environment-url=javascript:alert(1)");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(Server.Requests);
        Assert.Contains("'javascript:alert(1)' is no address", run.Out, StringComparison.Ordinal);
    }
}
