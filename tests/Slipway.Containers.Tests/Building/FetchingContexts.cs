using Slipway.Containers.Building;

namespace Slipway.Containers.Tests.Building;

public sealed class FetchingContexts
{
    [Theory]
    [InlineData("failed to read dockerfile: failed to load cache key: repository does not contain ref v9, output: \"\"", "repository does not contain ref v9, output: \"\"", "name a branch, tag, commit or folder that is there: https://host.example/shop.git#v9")]
    [InlineData("failed to read dockerfile: invalid subdir /web: failed to lstat \"web\"", "invalid subdir /web: failed to lstat \"web\"", "name a branch, tag, commit or folder that is there: https://host.example/shop.git#v9")]
    [InlineData("failed to read dockerfile: failed to checkout remote x: git error: exit status 128\nstderr:\nfatal: reference is not a tree: 01\n", "fatal: reference is not a tree: 01", "name a branch, tag, commit or folder that is there: https://host.example/shop.git#v9")]
    [InlineData("failed to load cache key: git error: exit status 128\nstderr:\nfatal: Could not resolve host: host.example\n", "fatal: Could not resolve host: host.example", "check the address, and that the engine's machine reaches it: https://host.example/shop.git#v9")]
    [InlineData("failed to load cache key: git error: exit status 128\nstderr:\nfatal: could not read Username for 'https://host.example': terminal prompts disabled\n", "fatal: could not read Username for 'https://host.example': terminal prompts disabled", "give the engine a token as the build's secret GIT_AUTH_TOKEN")]
    [InlineData("failed to load cache key: no SSH key \"default\" forwarded from the client", "no SSH key \"default\" forwarded from the client", "start an SSH agent that holds the key (ssh-agent, ssh-add), or name the key: build: { ssh: [default=FILE] }")]
    [InlineData("failed to load cache key: exec: \"git\": executable file not found in $PATH", "exec: \"git\": executable file not found in $PATH", "install git on the engine's machine: it is the engine that fetches")]
    public void What_could_not_be_fetched_is_told_with_what_helps(string message, string reason, string remedy)
    {
        var problem = BuildProblems.Failed(Request("https://me:secret@host.example/shop.git#v9"), Failure("[internal] load git source https://host.example/shop.git#v9", message));

        Assert.Equal(
            $"error SW1090: the engine could not fetch what image 'web' is built from\n  https://host.example/shop.git#v9\n  reason: {reason}\n  try: {remedy}",
            problem.Message);
    }

    [Fact]
    public void A_step_that_fails_was_fetched()
    {
        var problem = BuildProblems.Failed(Request("https://host.example/shop.git"), Failure("[1/2] RUN make", "process \"/bin/sh -c make\" did not complete successfully: exit code: 2"));

        Assert.StartsWith("error SW0421: image 'web' could not be built: 'RUN make' failed\n", problem.Message, StringComparison.Ordinal);
    }

    private static ImageBuildRequest Request(string address) => new() { Name = "web", WriteContext = (_, _) => Task.CompletedTask, RemoteContext = address, DockerfilePath = "there:Dockerfile" };

    private static BuildFailure Failure(string step, string message) => new(message, BuildStep.Parse(step), []);
}
