using Slipway.Containers.Engine;
using Slipway.Containers.Registry;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Registry;

public sealed class FindingLogins
{
    [Theory]
    [InlineData("""{"auths":{"r.example":{"auth":"YW5uOnBhc3M6d29yZA=="}}}""", "r.example", "ann", "pass:word")]
    [InlineData("""{"auths":{"https://r.example/v1/":{"auth":"YW5uOnBhc3M6d29yZA=="}}}""", "r.example", "ann", "pass:word")]
    [InlineData("""{"auths":{"r.example:5000":{"username":"ann","password":"p"}}}""", "r.example:5000", "ann", "p")]
    [InlineData("""{"auths":{"https://index.docker.io/v1/":{"auth":"YW5uOnA="}}}""", "docker.io", "ann", "p")]
    [InlineData("""{"auths":{"r.example":{"auth":"YW5uOnA=","identitytoken":"t"}}}""", "r.example", "<token>", "t")]
    [InlineData("""{"auths":{"https://index.docker.io/v1/":{"auth":"YW5uOnA="}}}""", "registry-1.docker.io", "ann", "p")]
    [InlineData("\uFEFF{\"auths\":{\"r.example\":{\"auth\":\"YW5uOnA=\"}}}", "r.example", "ann", "p")]
    [InlineData("""{"auths":{"r.example":{}}}""", "r.example", null, null)]
    [InlineData("""{"auths":{"r.example":null}}""", "r.example", null, null)]
    [InlineData("""{"auths":{"other.example":{"auth":"YW5uOnA="}}}""", "r.example", null, null)]
    [InlineData("{}", "r.example", null, null)]
    public async Task The_file_is_read_as_docker_writes_it(string config, string registry, string? user, string? password)
    {
        var found = await FindAsync(config, registry, new FakeProcessRunner());

        Assert.Equal((user, password), (found?.Username, found?.Password.Reveal()));
    }

    [Theory]
    [InlineData("""{"credHelpers":{"r.example":"own"},"credsStore":"all"}""", "docker-credential-own get")]
    [InlineData("""{"credsStore":"all"}""", "docker-credential-all get")]
    public async Task A_helper_gets_the_name_on_standard_input(string config, string command)
    {
        var processes = new FakeProcessRunner().Answer(_ => true, FakeAnswer.Success("""{"ServerURL":"r.example","Username":"ann","Secret":"p"}"""));

        var found = await FindAsync(config, "r.example", processes);

        Assert.Equal(("ann", "p"), (found?.Username, found?.Password.Reveal()));
        Assert.Equal((command, "r.example\n"), (Assert.Single(processes.Commands), processes.Invocations[0].StandardInput));
    }

    [Fact]
    public async Task What_a_store_does_not_have_may_be_in_the_file()
    {
        var processes = new FakeProcessRunner().Answer(_ => true, FakeAnswer.Failure(1, "credentials not found in native keychain"));

        var found = await FindAsync("""{"credsStore":"all","auths":{"r.example":{"auth":"YW5uOnA="}}}""", "r.example", processes);

        Assert.Equal("ann", found?.Username);
    }

    [Fact]
    public async Task A_token_of_a_helper_has_no_user()
    {
        var processes = new FakeProcessRunner().Answer(_ => true, FakeAnswer.Success("""{"Username":"<token>","Secret":"t"}"""));

        var found = await FindAsync("""{"credsStore":"all"}""", "r.example", processes);

        Assert.Equal((true, "t"), (found?.IsToken, found?.Password.Reveal()));
    }

    [Fact]
    public async Task A_helper_that_fails_is_told_with_its_words()
    {
        var processes = new FakeProcessRunner().Answer(_ => true, FakeAnswer.Failure(1, "the keychain is locked"));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => FindAsync("""{"credsStore":"desktop"}""", "r.example", processes));

        Assert.Equal(
            """
            error SW0816: the credential helper for 'r.example' does not work
              program: docker-credential-desktop
              reason:  exit code 1: the keychain is locked
              try: install it or mend it, or give --registry-user and SLIPWAY_REGISTRY_PASSWORD
            """,
            thrown.Message);
    }

    [Theory]
    [InlineData("{", "it is not the JSON that Docker writes")]
    [InlineData("""{"auths":{"r.example":{"auth":"%%%"}}}""", "an 'auth' is not a user and a password in base64")]
    [InlineData("""{"auths":{"r.example":{"auth":"YW5u"}}}""", "an 'auth' is not a user and a password in base64")]
    public async Task A_damaged_file_is_told_without_what_is_in_it(string config, string reason)
    {
        var thrown = await Assert.ThrowsAsync<ProblemException>(() => FindAsync(config, "r.example", new FakeProcessRunner()));

        Assert.Contains($"\n  reason:  {reason}\n", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("YW5u", thrown.Message, StringComparison.Ordinal);
    }

    private static async Task<RegistryCredentials?> FindAsync(string config, string registry, FakeProcessRunner processes)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", config);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["DOCKER_CONFIG"] = folder.Path };
        return await new DockerCredentials(environment).FindAsync(registry, processes, TestContext.Current.CancellationToken);
    }
}
