namespace Slipway.GitHub.Tests.Components;

public sealed class OutsideOfGitHub : GitHubComponentTest
{
    [Theory]
    [InlineData("GitHubPending")]
    [InlineData("GitHubStatus")]
    [InlineData("GitHubDeployment")]
    [InlineData("UploadSarif")]
    [InlineData("GitHubRelease")]
    [InlineData("GitHubComment")]
    public async Task Targets_do_nothing_and_say_why(string target)
    {
        var run = await RunAsync(target);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("not in a workflow of GitHub; --github speaks to it from here", run.Out, StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_pull_request_from_a_fork_changes_nothing()
    {
        InWorkflow("""{"pull_request":{"number":7,"head":{"sha":"ff","repo":{"full_name":"mallory/shop"}}}}""");

        var run = await RunAsync("GitHubStatus GitHubComment");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("a pull request from a fork may change nothing at GitHub", run.Out, StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task What_is_missing_where_it_is_asked_for_is_told_at_once()
    {
        var run = await RunAsync("GitHubStatus --github --github-api-url=nowhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error SW1020: GitHub is to be spoken to, and the token is not known", run.Out, StringComparison.Ordinal);
        Assert.Contains("error SW1020: GitHub is to be spoken to, and the repository is not known\n  try: --github-repository OWNER/NAME", run.Out, StringComparison.Ordinal);
        Assert.Contains("error SW1021: 'nowhere' is no address", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_masked_before_anything_else()
    {
        InWorkflow();

        var run = await RunAsync("Work");

        Assert.StartsWith("::add-mask::s3cret-token\n", run.Out, StringComparison.Ordinal);
    }
}
